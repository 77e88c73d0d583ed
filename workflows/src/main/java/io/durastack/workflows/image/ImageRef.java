package io.durastack.workflows.image;

/**
 * An image that a volume is made from.
 *
 * @param sha256 of its bytes, 64 hexadecimal digits in lower case; names its entry in a host's
 *     cache
 * @param format {@code qcow2} or {@code raw}, as {@code qemu-img info} read it, never by its name
 * @param source where a host without it gets it from
 * @param bytes size that a guest sees
 */
public record ImageRef(ImageId id, String sha256, String format, String source, long bytes) {}
