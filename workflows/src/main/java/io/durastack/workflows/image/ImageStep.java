package io.durastack.workflows.image;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;

/** A step in the inventory that needs to know no more than which image. */
public record ImageStep(Fence fence, ImageId image) implements FencedRequest {}
