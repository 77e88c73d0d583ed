package io.durastack.workflows.network;

import io.durastack.workflows.host.HostRef;

/**
 * A host that is plugged into a network.
 *
 * @param generation of its bridges, with which it has the network
 */
public record PluggedHost(HostRef host, long generation) {}
