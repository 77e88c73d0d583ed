package io.durastack.standalone.chaos;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The zone that a run has for itself: two clusters of small hosts, so that capacity and addresses
 * run out now and then.
 */
final class ChaosZone {

    private static final List<String> NETWORKS = List.of("wide", "narrow");
    private static final List<String> OFFERINGS = List.of("small", "large", "giant");

    private final ApiClient api;
    private final Names names;
    private final Bodies bodies;

    ChaosZone(ApiClient api, Names names) {
        this.api = api;
        this.names = names;
        this.bodies = new Bodies(names);
    }

    /** Makes it; answers its id. */
    UUID make(Model model) {
        String zone = names.full(Names.ZONE);
        if (api.find("/v1/zones/" + zone).isPresent()) {
            throw new UserError(
                    "There is a zone '" + zone + "', left by a run that failed.",
                    "Look at it, then remove all of the installation: ./dura down --wipe");
        }
        JsonNode made = api.post("/v1/zones", Map.of("name", zone), Map.of());
        for (String cluster : names.clusters()) {
            api.make(
                    "/v1/clusters",
                    Map.of("name", names.full(cluster), "zone", zone, "pool", "simulator"));
            ended(model, Kind.STORAGE, accepted(Kind.STORAGE, cluster + "-local"));
        }
        ended(model, Kind.L2_NETWORK, accepted(Kind.L2_NETWORK, "l2"));
        NETWORKS.forEach(it -> made(model, Kind.NETWORK, it));
        OFFERINGS.forEach(it -> made(model, Kind.OFFERING, it));
        List<JsonNode> hosts = names.hosts().stream().map(it -> accepted(Kind.HOST, it)).toList();
        hosts.forEach(it -> ended(model, Kind.HOST, it));
        // After the hosts: one of them fetches it.
        ended(model, Kind.IMAGE, accepted(Kind.IMAGE, "base"));
        return UUID.fromString(made.path("id").asString());
    }

    private void made(Model model, Kind kind, String name) {
        JsonNode made = api.post(kind.path(), bodies.create(kind, name, new HashMap<>()), Map.of());
        model.slot(kind, name).made(made.path("id").asString(), names.full(name));
    }

    private JsonNode accepted(Kind kind, String name) {
        return api.post(kind.path(), bodies.create(kind, name, new HashMap<>()), Map.of());
    }

    private void ended(Model model, Kind kind, JsonNode accepted) {
        JsonNode operation = api.succeeded(accepted);
        String id = operation.path("id").asString();
        String full = operation.at("/resource/name").asString();
        Slot slot = model.slot(kind, names.bare(full));
        boolean _ =
                slot.accepted(operation.at("/resource/id").asString(), full, false, id, Act.CREATE);
        slot.ended(id, "SUCCEEDED", 0, false);
    }

    /** Takes away what no operation is needed for, after all else is gone. */
    void removeFrame() {
        for (String cluster : names.clusters()) {
            api.remove("/v1/clusters/" + names.full(cluster));
        }
        api.remove("/v1/zones/" + names.full(Names.ZONE));
    }
}
