package io.durastack.workflows.network;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;

/**
 * Asks that a host have no bridge of a network that it shall not have any more.
 *
 * @param bridge what it is called there
 */
public record RemoveNetwork(Fence fence, HostRef host, L2NetworkId network, String bridge)
        implements HostStepRequest {

    @Override
    public boolean holdsWithoutHost() {
        return true;
    }
}
