package io.durastack.workflows.network;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;

/** Asks that a host's bridges be those of this generation, or of a later one. */
public record EnsureNetwork(Fence fence, HostRef host, long generation)
        implements HostStepRequest {}
