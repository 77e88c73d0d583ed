package io.durastack.kvm.storage;

import java.util.UUID;

/**
 * A volume that is on a host.
 *
 * @param kind {@code root}, {@code empty}, {@code seed}; {@code file} for one that no record tells
 *     of
 * @param bytes size that a guest sees; of a mere file, its own
 */
public record VolumeSeen(UUID id, String kind, long bytes, String locator) {}
