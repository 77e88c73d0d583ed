package io.durastack.workflows.network;

import org.jspecify.annotations.Nullable;

/**
 * One bridge of a host.
 *
 * @param bridge name of the Linux bridge, at most 15 characters
 * @param device the host's device that it hangs on; null for a network that never leaves the host
 * @param vlan 1 to 4094; null for untagged
 */
public record BridgeSpec(
        L2NetworkId network, String bridge, @Nullable String device, @Nullable Integer vlan) {}
