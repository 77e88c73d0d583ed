package io.durastack.workflows.network;

import io.durastack.workflows.host.HostId;
import java.util.List;

/**
 * All bridges of a host, rendered whole from the inventory.
 *
 * @param generation raised by each change of what is rendered; read in one snapshot with the
 *     bridges
 */
public record HostNetwork(HostId host, long generation, List<BridgeSpec> bridges) {

    public HostNetwork {
        bridges = List.copyOf(bridges);
    }
}
