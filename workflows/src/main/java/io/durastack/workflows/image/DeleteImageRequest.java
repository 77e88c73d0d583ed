package io.durastack.workflows.image;

/** Asks for the end of an image, which nobody uses any more. */
public record DeleteImageRequest(ImageId image) {}
