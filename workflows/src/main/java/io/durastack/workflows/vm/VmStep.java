package io.durastack.workflows.vm;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;

/** A step in the inventory that needs to know no more than which VM. */
public record VmStep(Fence fence, VmId vm) implements FencedRequest {}
