package io.durastack.standalone.chaos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bodies of requests. */
final class Bodies {

    private static final long GIB = 1L << 30;
    private static final Map<String, int[]> OFFERINGS =
            Map.of(
                    "small",
                    new int[] {1, 1},
                    "large",
                    new int[] {4, 4},
                    "giant",
                    new int[] {16, 15});

    private final Names names;

    Bodies(Names names) {
        this.names = names;
    }

    /** What an action says; null for nothing. */
    @Nullable Map<String, ?> of(Action action) {
        return switch (action.act()) {
            case CREATE -> create(action.kind(), action.target(), action.with());
            case STOP, REBOOT ->
                    action.with().containsKey("force")
                            ? Map.of("force", true)
                            : Map.of("graceSeconds", 1);
            case LABEL -> Map.of("labels", Map.of("step", Integer.toString(action.number())));
            case RENAME ->
                    Map.of(
                            "name",
                            names.full(
                                    action.target()
                                            + (action.with().containsKey("back") ? "" : "-b")));
            case PROTECT -> Map.of("deleteProtection", true);
            case UNPROTECT -> Map.of("deleteProtection", false);
            case DISABLE -> Map.of("enabled", false);
            case ENABLE -> Map.of("enabled", true);
            case DECLARE_LOST -> Map.of("reason", "chaos", "machineIsOff", true);
            default -> null;
        };
    }

    /** The same with something else in it, which is still valid. */
    @Nullable Map<String, ?> another(Action action) {
        return switch (action.act()) {
            case CREATE -> {
                Map<String, Object> body =
                        new HashMap<>(create(action.kind(), action.target(), action.with()));
                body.put("description", "another one");
                yield body;
            }
            case STOP, REBOOT -> Map.of("graceSeconds", 2);
            default -> null;
        };
    }

    /** What it takes to make one. */
    Map<String, ?> create(Kind kind, String name, Map<String, String> with) {
        String full = names.full(name);
        return switch (kind) {
            case VM -> vm(full, with);
            case IMAGE ->
                    Map.of(
                            "name", full,
                            "zone", names.full(Names.ZONE),
                            "source",
                                    Map.of(
                                            "url",
                                            "https://example.org/" + name + ".qcow2",
                                            "sha256",
                                            "0".repeat(64)));
            case HOST ->
                    Map.of(
                            "name", full,
                            "cluster", names.full(names.clusterOf(name)),
                            "simulated",
                                    Map.of(
                                            "cpus", 8,
                                            "memoryBytes", 16 * GIB,
                                            "storageBytes", 160 * GIB));
            case STORAGE ->
                    Map.of(
                            "name",
                            full,
                            "cluster",
                            names.full(names.clusterOf(name)),
                            "kind",
                            "LOCAL",
                            "path",
                            "/srv/" + name);
            case L2_NETWORK -> Map.of("name", full, "zone", names.full(Names.ZONE));
            case NETWORK ->
                    Map.of(
                            "name", full,
                            "l2Network", names.full(with.getOrDefault("l2Network", "l2")),
                            "cidr", Names.cidr(name));
            case OFFERING -> {
                int[] size = OFFERINGS.getOrDefault(name, new int[] {2, 2});
                yield Map.of(
                        "name",
                        full,
                        "cpus",
                        size[0],
                        "memoryBytes",
                        size[1] * GIB,
                        "rootBytes",
                        8 * GIB);
            }
            case PART -> Map.of();
        };
    }

    private Map<String, ?> vm(String full, Map<String, String> with) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", full);
        body.put("image", names.full(with.getOrDefault("image", "base")));
        body.put("offering", names.full(with.getOrDefault("offering", "small")));
        body.put(
                "networks",
                Stream.of(with.getOrDefault("networks", "wide").split(",", -1))
                        .map(names::full)
                        .toList());
        body.put("onFailure", with.containsKey("hold") ? "HOLD" : "ROLL_BACK");
        body.put("deleteProtection", with.containsKey("protect"));
        body.put("labels", Map.of("chaos", names.prefix()));
        if (with.containsKey("userData")) {
            body.put("userData", "#cloud-config\n");
        }
        return body;
    }

    /** Whether all that a request refers to is there for certain. */
    static boolean sure(Action action) {
        return Stream.of("image", "offering", "l2Network", "networks")
                .map(it -> action.with().getOrDefault(it, ""))
                .flatMap(it -> List.of(it.split(",", -1)).stream())
                .allMatch(Names::stays);
    }
}
