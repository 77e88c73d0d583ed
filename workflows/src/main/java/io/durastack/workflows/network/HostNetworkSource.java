package io.durastack.workflows.network;

import io.durastack.workflows.host.HostId;

/**
 * Where a world reads what a host's bridges shall be. A step names only the generation that it
 * needs; the content is read at the moment of applying, so that one apply serves all who wait.
 */
@FunctionalInterface
public interface HostNetworkSource {

    /** Generation and bridges of the host, in one snapshot. */
    HostNetwork read(HostId host);
}
