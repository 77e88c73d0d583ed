package io.durastack.workflows.network;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;

/** A step in the inventory that needs to know no more than which network. */
public record NetworkStep(Fence fence, L2NetworkId network) implements FencedRequest {}
