package io.durastack.workflows.host;

import io.durastack.workflows.operation.Fence;

/** Names the host that Durastack lets go of. */
public record RemoveHost(Fence fence, HostRef host) implements HostStepRequest {

    @Override
    public boolean holdsWithoutHost() {
        return true;
    }
}
