package io.durastack.workflows.image;

/**
 * What was asked for.
 *
 * @param source where hosts get it from: a URL of https, http or file
 * @param sha256 of its bytes
 */
public record CreateImageRequest(ImageId image, String source, String sha256) {}
