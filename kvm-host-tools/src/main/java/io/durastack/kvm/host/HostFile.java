package io.durastack.kvm.host;

import java.time.Instant;

/**
 * A file in our folder on a host.
 *
 * @param path relative to that folder: {@code volumes/…}, {@code cache/…}, {@code records/…}
 */
public record HostFile(String path, long bytes, Instant modified) {}
