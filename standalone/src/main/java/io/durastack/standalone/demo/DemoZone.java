package io.durastack.standalone.demo;

import io.durastack.standalone.UserError;
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
    private static final int HOSTS = 20;
    private static final String ZONE = "sim-1";
    private static final String IMAGE = "debian-13";

    private final ApiClient api;

    public DemoZone(ApiClient api) {
        this.api = api;
    }

    /**
     * Makes what is missing of it.
     *
     * @param told a line for each thing that was made
     */
    public void ensure(Consumer<String> told) {
        ensure("/v1/zones", ZONE, Map.of(), told);
        ensure("/v1/clusters", "sim-1a", Map.of("zone", ZONE, "pool", "simulator"), told);
        ensure(
                "/v1/primary-storages",
                "sim-local",
                Map.of("cluster", "sim-1a", "kind", "LOCAL", "path", "/var/lib/durastack"),
                told);
        ensure("/v1/l2-networks", "sim-l2", Map.of("zone", ZONE), told);
        ensure(
                "/v1/l3-networks",
                "default",
                Map.of("l2Network", "sim-l2", "cidr", "10.0.0.0/16", "gateway", "10.0.0.1"),
                told);
        offering("small", 1, 2, told);
        offering("medium", 2, 4, told);
        offering("huge", 64, 1024, told);
        hosts(told);
        image(told);
    }

    /** After the hosts: one of them fetches it. */
    private void image(Consumer<String> told) {
        if (api.find("/v1/images/" + IMAGE).isEmpty()) {
            JsonNode accepted =
                    api.post(
                            "/v1/images",
                            Map.of(
                                    "name",
                                    IMAGE,
                                    "zone",
                                    ZONE,
                                    "source",
                                    Map.of(
                                            "url",
                                            "https://example.org/debian-13.qcow2",
                                            "sha256",
                                            "0".repeat(64))),
                            Map.of());
            awaitEnd(accepted.at("/operation/id").asString());
            told.accept("image " + IMAGE);
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
        List<String> operations =
                IntStream.rangeClosed(1, HOSTS)
                        .mapToObj(number -> String.format("host-%02d", number))
                        .filter(name -> api.find("/v1/hosts/" + name).isEmpty())
                        .map(name ->
                                api.post(
                                        "/v1/hosts",
                                        Map.of(
                                                "name",
                                                name,
                                                "cluster",
                                                "sim-1a",
                                                "simulated",
                                                Map.of(
                                                        "cpus",
                                                        64,
                                                        "memoryBytes",
                                                        512 * GIB,
                                                        "storageBytes",
                                                        8192 * GIB)),
                                        Map.of()))
                        .map(accepted -> accepted.at("/operation/id").asString())
                        .toList();
        operations.forEach(this::awaitEnd);
        if (!operations.isEmpty()) {
            told.accept(operations.size() + " simulated hosts");
        }
    }

    private void awaitEnd(String operation) {
        String path = "/v1/operations/" + operation;
        Map<String, String> patiently = Map.of("Prefer", "wait=30");
        JsonNode now = api.get(path, patiently);
        while (!List.of("SUCCEEDED", "ROLLED_BACK", "HELD")
                .contains(now.path("state").asString())) {
            now = api.get(path, patiently);
        }
        if (!now.path("state").asString().equals("SUCCEEDED")) {
            throw new UserError(
                    "The demo zone could not be made: " + now.at("/error/message").asString());
        }
    }

    private void ensure(String path, String name, Map<String, ?> rest, Consumer<String> told) {
        if (api.find(path + "/" + name).isEmpty()) {
            Map<String, Object> body = new LinkedHashMap<>(rest);
            body.put("name", name);
            api.post(path, body, Map.of());
            told.accept(path.substring("/v1/".length()) + " " + name);
        }
    }
}
