package io.durastack.inventory.allocation;

import io.durastack.workflows.zone.ZoneId;
import java.util.List;

/**
 * What a VM needs of a host.
 *
 * @param storageBytes room for all its volumes together, on one storage
 * @param physicalNetworks which the host must be plugged into
 */
public record Need(
        ZoneId zone, int cpus, long memoryBytes, long storageBytes, List<String> physicalNetworks) {

    public Need {
        physicalNetworks = List.copyOf(physicalNetworks);
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
