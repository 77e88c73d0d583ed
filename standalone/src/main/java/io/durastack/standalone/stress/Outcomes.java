package io.durastack.standalone.stress;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks the API, by lists, what has become of the VMs and operations of a run. */
final class Outcomes {

    /**
     * How an operation ended.
     *
     * @param finishedMillis since 1970; null where it has not ended
     */
    record End(String state, @Nullable Long finishedMillis, String resource) {}

    private final ApiClient api;
    private final String run;

    Outcomes(ApiClient api, String run) {
        this.api = api;
        this.run = run;
    }

    /** How many of its VMs are in a state; in any, where it is empty. Empty when nobody answers. */
    Optional<Integer> count(String state) {
        String filter = state.isEmpty() ? "" : "&state=" + state;
        try {
            return Optional.of(
                    api.get("/v1/vms?limit=1&count=true&labels=stress%3D" + run + filter)
                            .path("count")
                            .asInt());
        } catch (UserError away) {
            return Optional.empty();
        }
    }

    /** The ends of its operations of a kind, by the name of the VM. */
    Map<String, End> ends(String kind, Instant since) {
        Map<String, End> ends = new HashMap<>();
        String after = "";
        while (true) {
            JsonNode page =
                    api.get(
                            "/v1/operations?limit=500&sort=-createdAt&kind="
                                    + kind
                                    + (after.isEmpty() ? "" : "&after=" + after));
            boolean older = false;
            for (JsonNode operation : page.path("items")) {
                older |= Instant.parse(operation.path("createdAt").asString()).isBefore(since);
                String name = operation.at("/resource/name").asString();
                if (name.startsWith(run + "-")) {
                    ends.putIfAbsent(name, end(operation));
                }
            }
            after = page.path("next").asString("");
            if (older || after.isEmpty()) {
                return ends;
            }
        }
    }

    private static End end(JsonNode operation) {
        String finished = operation.path("finishedAt").asString("");
        return new End(
                operation.path("state").asString(),
                finished.isEmpty() ? null : Instant.parse(finished).toEpochMilli(),
                operation.at("/resource/id").asString());
    }
}
