package io.durastack.standalone.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The zone that the demo works in: 20 simulated hosts, a network, an image and some offerings. Made
 * where it is not there.
 */
public final class DemoZone {

    private static final long GIB = 1L << 30;

    /**
     * What it is made of. Names are unique in an installation, so another zone needs others.
     *
     * @param network name of its L3 network
     * @param second byte of that network's addresses, {@code 10.<second>.0.0/16}
     * @param host pattern of its hosts' names, with a number
     * @param hosts how many
     */
    public record Shape(
            String zone, String image, String network, int second, String host, int hosts) {

        /** The zone of {@code ./dura demo}. */
        public static final Shape DEMO =
                new Shape("sim-1", "debian-13", "default", 0, "host-%02d", 20);
    }

    private final ApiClient api;
    private final Shape shape;

    public DemoZone(ApiClient api, Shape shape) {
        this.api = api;
        this.shape = shape;
    }

    /**
     * Makes what is missing of it.
     *
     * @param told a line for each thing that was made
     */
    public void ensure(Consumer<String> told) {
        String zone = shape.zone();
        ensure("/v1/zones", zone, Map.of(), told);
        ensure("/v1/clusters", zone + "a", Map.of("zone", zone, "pool", "simulator"), told);
        ensure(
                "/v1/primary-storages",
                zone + "-local",
                Map.of("cluster", zone + "a", "kind", "LOCAL", "path", "/var/lib/durastack"),
                told);
        ensure("/v1/l2-networks", zone + "-l2", Map.of("zone", zone), told);
        ensure(
                "/v1/l3-networks",
                shape.network(),
                Map.of(
                        "l2Network",
                        zone + "-l2",
                        "cidr",
                        "10." + shape.second() + ".0.0/16",
                        "gateway",
                        "10." + shape.second() + ".0.1"),
                told);
        offering("small", 1, 2, told);
        offering("medium", 2, 4, told);
        offering("huge", 64, 1024, told);
        hosts(told);
        image(told);
    }

    /** After the hosts: one of them fetches it. */
    private void image(Consumer<String> told) {
        if (api.find("/v1/images/" + shape.image()).isEmpty()) {
            JsonNode accepted =
                    api.post(
                            "/v1/images",
                            Map.of(
                                    "name",
                                    shape.image(),
                                    "zone",
                                    shape.zone(),
                                    "source",
                                    Map.of(
                                            "url",
                                            "https://example.org/debian-13.qcow2",
                                            "sha256",
                                            "0".repeat(64))),
                            Map.of());
            api.succeeded(accepted);
            told.accept("image " + shape.image());
        }
    }

    private void offering(String name, int cpus, long gibibytes, Consumer<String> told) {
        ensure(
                "/v1/instance-offerings",
                name,
                Map.of("cpus", cpus, "memoryBytes", gibibytes * GIB, "rootBytes", 20 * GIB),
                told);
    }

    private void hosts(Consumer<String> told) {
        List<JsonNode> accepted =
                IntStream.rangeClosed(1, shape.hosts())
                        .mapToObj(number -> String.format(shape.host(), number))
                        .filter(name -> api.find("/v1/hosts/" + name).isEmpty())
                        .map(name ->
                                api.post(
                                        "/v1/hosts",
                                        Map.of(
                                                "name",
                                                name,
                                                "cluster",
                                                shape.zone() + "a",
                                                "simulated",
                                                Map.of(
                                                        "cpus",
                                                        64,
                                                        "memoryBytes",
                                                        512 * GIB,
                                                        "storageBytes",
                                                        8192 * GIB)),
                                        Map.of()))
                        .toList();
        accepted.forEach(api::succeeded);
        if (!accepted.isEmpty()) {
            told.accept(accepted.size() + " simulated hosts");
        }
    }

    private void ensure(String path, String name, Map<String, ?> rest, Consumer<String> told) {
        if (api.find(path + "/" + name).isEmpty()) {
            Map<String, Object> body = new LinkedHashMap<>(rest);
            body.put("name", name);
            api.make(path, body);
            told.accept(path.substring("/v1/".length()) + " " + name);
        }
    }
}
