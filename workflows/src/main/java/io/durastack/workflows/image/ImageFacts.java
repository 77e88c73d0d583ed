package io.durastack.workflows.image;

/**
 * What the bytes of an image say it is.
 *
 * @param format {@code qcow2} or {@code raw}
 * @param virtualBytes size that a guest sees
 * @param fileBytes size of the file
 */
public record ImageFacts(String format, long virtualBytes, long fileBytes) {}
