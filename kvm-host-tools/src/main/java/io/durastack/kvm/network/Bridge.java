package io.durastack.kvm.network;

import org.jspecify.annotations.Nullable;

/**
 * One bridge of a host.
 *
 * @param name at most 15 characters
 * @param device the device that it hangs on; null for a network that never leaves the host
 * @param vlan 1 to 4094; null for untagged
 */
public record Bridge(String name, @Nullable String device, @Nullable Integer vlan) {

    /** Its line in the configuration. */
    String line() {
        return "bridge "
                + name
                + " "
                + (device == null ? "-" : device)
                + " "
                + (vlan == null ? "-" : vlan)
                + "\n";
    }
}
