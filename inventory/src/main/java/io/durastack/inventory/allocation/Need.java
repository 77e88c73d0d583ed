package io.durastack.inventory.allocation;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.zone.ZoneId;
import java.util.List;

/**
 * What a VM needs of a host.
 *
 * @param storageBytes room for all its volumes together, on one storage
 * @param physicalNetworks which the host must be plugged into
 * @param without hosts that were tried and did not answer
 */
public record Need(
        ZoneId zone,
        int cpus,
        long memoryBytes,
        long storageBytes,
        List<String> physicalNetworks,
        List<HostId> without) {

    public Need {
        physicalNetworks = List.copyOf(physicalNetworks);
        without = List.copyOf(without);
    }

    /** The same, but not on these hosts. */
    public Need without(List<HostId> hosts) {
        return new Need(zone, cpus, memoryBytes, storageBytes, physicalNetworks, hosts);
    }

    /** As an array literal of PostgreSQL. */
    String withoutLiteral() {
        return "{" + String.join(",", without.stream().map(HostId::toString).toList()) + "}";
    }

    /** As an array literal of PostgreSQL. */
    String networksLiteral() {
        return "{"
                + String.join(
                        ",",
                        physicalNetworks.stream()
                                .map(name ->
                                        '"'
                                                + name.replace("\\", "\\\\").replace("\"", "\\\"")
                                                + '"')
                                .toList())
                + "}";
    }
}
