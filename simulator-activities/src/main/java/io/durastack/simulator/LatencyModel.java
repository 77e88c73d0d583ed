package io.durastack.simulator;

import io.durastack.workflows.world.Latency;
import java.util.Map;
import java.util.UUID;

/**
 * How long a simulated host takes: a base for each verb, and up to as much again, decided by the
 * step and its resource, so that the same run takes the same times.
 */
final class LatencyModel {

    /**
     * Milliseconds of a quiet KVM host with local disks: a cached image, a guest that starts, one
     * that shuts down.
     */
    private static final Map<String, Integer> BASE =
            Map.ofEntries(
                    Map.entry("ensureHost", 3_000),
                    Map.entry("prepareVm", 1_200),
                    Map.entry("ensureFolder", 300),
                    Map.entry("removeFolder", 300),
                    Map.entry("ensureVolumes", 1_000),
                    Map.entry("ensureNetwork", 300),
                    Map.entry("removeNetwork", 300),
                    Map.entry("ensureDomain", 1_500),
                    Map.entry("stopDomain", 2_000),
                    Map.entry("rebootDomain", 3_000),
                    Map.entry("removeDomain", 600),
                    Map.entry("removeVolumes", 300));

    long millis(Latency latency, String step, UUID resource) {
        if (latency == Latency.NONE) {
            return 0;
        }
        int base = BASE.getOrDefault(step, 500);
        return (long) base + Math.floorMod((step + resource).hashCode(), base);
    }
}
