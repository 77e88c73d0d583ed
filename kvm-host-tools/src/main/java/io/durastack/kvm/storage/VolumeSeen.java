package io.durastack.kvm.storage;

import java.util.UUID;

/**
 * A volume that is on a host.
 *
 * @param kind {@code root}, {@code empty}, {@code seed}
 * @param bytes size that a guest sees
 */
public record VolumeSeen(UUID id, String kind, long bytes, String locator) {}
