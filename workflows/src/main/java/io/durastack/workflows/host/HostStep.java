package io.durastack.workflows.host;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;

/** A step in the inventory that needs to know no more than which host. */
public record HostStep(Fence fence, HostId host) implements FencedRequest {}
