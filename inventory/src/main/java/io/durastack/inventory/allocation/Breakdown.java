package io.durastack.inventory.allocation;

import java.util.ArrayList;
import java.util.List;

/**
 * Why no host was found: how many each filter removed. A host that fails several is counted at
 * each.
 *
 * @param largestFreeMemoryBytes on a host that may get VMs
 * @param largestHostMemoryBytes what the largest host has in all
 */
public record Breakdown(
        long hosts,
        long fitting,
        long notReady,
        long disabled,
        long owing,
        long lackCpus,
        long lackMemory,
        long lackStorage,
        long lackNetwork,
        long largestFreeCpus,
        long largestFreeMemoryBytes,
        long largestFreeStorageBytes,
        long largestHostMemoryBytes) {

    private static final long MIB = 1024L * 1024;
    private static final long GIB = 1024 * MIB;

    /** One sentence for people. */
    public String text() {
        if (hosts == 0) {
            return "the zone has no hosts";
        }
        List<String> removed = new ArrayList<>();
        add(removed, notReady, "not ready");
        add(removed, disabled, "disabled");
        add(removed, owing, "silent with a guest that may still run");
        add(removed, lackCpus, "lack CPUs (largest free " + largestFreeCpus + ")");
        add(removed, lackMemory, "lack memory (largest free " + size(largestFreeMemoryBytes) + ")");
        add(
                removed,
                lackStorage,
                "lack storage (largest free " + size(largestFreeStorageBytes) + ")");
        add(removed, lackNetwork, "are not on the network");
        return hosts
                + " hosts: "
                + (removed.isEmpty() ? "all were taken meanwhile" : String.join(", ", removed));
    }

    /** Rounded down: so much there is at least. */
    private static String size(long bytes) {
        return bytes >= 10 * GIB ? bytes / GIB + " GiB" : bytes / MIB + " MiB";
    }

    private static void add(List<String> removed, long count, String why) {
        if (count > 0) {
            removed.add(count + " " + why);
        }
    }
}
