package io.durastack.standalone.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What things are called. A run has a prefix of its own; without it names are the same in every run
 * of a seed.
 */
record Names(String prefix, int concurrency) {

    static final String ZONE = "zone";

    private static final Map<String, String> CIDRS =
            Map.of(
                    "wide", "10.201.0.0/22",
                    "narrow", "10.202.0.0/27",
                    "network-0", "10.203.0.0/26",
                    "network-1", "10.203.1.0/29",
                    "network-2", "10.203.2.0/28",
                    "network-3", "10.203.3.0/30");

    String full(String name) {
        return prefix + "-" + name;
    }

    /** Without the prefix. */
    String bare(String full) {
        return full.startsWith(prefix + "-") ? full.substring(prefix.length() + 1) : full;
    }

    List<String> clusters() {
        return List.of("cluster-a", "cluster-b");
    }

    /** Enough hosts that they are full now and then, and never for long. */
    List<String> hosts() {
        return names("host-%02d", Math.max(8, concurrency / 4));
    }

    List<String> spareHosts() {
        return names("spare-%d", 5);
    }

    /**
     * Where a host or a storage belongs: to the cluster that its name begins with, or by chance.
     */
    String clusterOf(String name) {
        return clusters().stream()
                .filter(name::startsWith)
                .findFirst()
                .orElseGet(() -> clusters().get(Math.floorMod(name.hashCode(), clusters().size())));
    }

    static String cidr(String network) {
        return CIDRS.getOrDefault(network, "10.204.0.0/24");
    }

    /** Whether nobody ever takes it away. */
    static boolean stays(String name) {
        return !name.matches("(image|offering|storage|l2_network|network)-\\d+");
    }

    private static List<String> names(String pattern, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> String.format(Locale.ROOT, pattern, number))
                .toList();
    }
}
