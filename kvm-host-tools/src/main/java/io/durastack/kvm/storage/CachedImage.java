package io.durastack.kvm.storage;

/**
 * An image in a host's cache.
 *
 * @param format {@code qcow2} or {@code raw}, read from its bytes
 * @param virtualBytes size that a guest sees
 * @param fileBytes size of the file
 */
public record CachedImage(String sha256, String format, long virtualBytes, long fileBytes) {}
