package io.durastack.workflows.network;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;
import java.util.List;

/**
 * Asks that a host's bridges be those of this generation, or of a later one.
 *
 * @param bridges those that have to be there: where the host cannot have another one, this is no
 *     failure
 */
public record EnsureNetwork(Fence fence, HostRef host, long generation, List<String> bridges)
        implements HostStepRequest {

    public EnsureNetwork {
        bridges = List.copyOf(bridges);
    }
}
