package io.durastack.standalone.chaos;

import io.durastack.standalone.chaos.Client.Heard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Brings a zone to rest: every host answers, so what is held is tried again, what is owed is paid,
 * and all that was accepted comes to its end.
 */
final class Rest {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);
    private static final int MOST_RETRIES = 3;

    private record Open(UUID id, String kind, String resourceName, String state) {}

    private final Client client;
    private final Model model;
    private final Findings findings;
    private final JdbcClient inventory;
    private final UUID zone;
    private final Map<UUID, Integer> retried = new HashMap<>();

    Rest(Client client, Model model, Findings findings, JdbcClient inventory, UUID zone) {
        this.client = client;
        this.model = model;
        this.findings = findings;
        this.inventory = inventory;
        this.zone = zone;
    }

    /** Returns when nothing is under way and nothing is owed; what does not come to it is found. */
    void await() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        List<Open> open = open();
        while ((!open.isEmpty() || owed() > 0) && System.nanoTime() < end) {
            open.stream().filter(it -> it.state().equals("HELD")).forEach(this::retry);
            LockSupport.parkNanos(PAUSE_NANOS);
            open = open();
        }
        for (Open one : open) {
            findings.add(
                    "stuck",
                    "%s %s of %s is %s, with nothing in its way"
                            .formatted(one.kind(), one.id(), one.resourceName(), one.state()),
                    one.id().toString());
        }
        if (owed() > 0) {
            findings.add("stuck", owed() + " debts are not paid, with every host there");
        }
        hearTheRest();
    }

    private List<Open> open() {
        return inventory
                .sql(
                        """
                        select id, kind, resource_name, state from operation
                        where zone_id = :zone and state in ('PENDING', 'RUNNING', 'UNWINDING', 'HELD') order by id
                        """)
                .param("zone", zone)
                .query(new DataClassRowMapper<>(Open.class))
                .list();
    }

    private long owed() {
        return inventory
                .sql(
                        """
                        select count(*) from debt d join operation o on o.id = d.operation_id
                        where o.zone_id = :zone and d.paid_at is null
                        """)
                .param("zone", zone)
                .query(Long.class)
                .single();
    }

    private void retry(Open held) {
        if (retried.merge(held.id(), 1, Integer::sum) > MOST_RETRIES) {
            return;
        }
        Heard _ = client.send("POST", "/v1/operations/" + held.id() + ":retry", null, Map.of());
    }

    /** Ends that came while nobody was listening any more. */
    private void hearTheRest() {
        for (String operation : model.open()) {
            JsonNode now = client.get("/v1/operations/" + operation, Map.of()).answer().body();
            String state = now.path("state").asString();
            if (state.equals("SUCCEEDED") || state.equals("ROLLED_BACK")) {
                model.ended(
                        operation,
                        state,
                        now.path("debts").asInt(),
                        now.at("/decision/what").asString("").equals("abandon"));
            }
        }
    }

    /** The model against what the API lists, and its operations against those that there are. */
    void compare(Names names) {
        Map<String, String> listed = new HashMap<>();
        for (Kind kind :
                List.of(
                        Kind.VM,
                        Kind.IMAGE,
                        Kind.HOST,
                        Kind.STORAGE,
                        Kind.L2_NETWORK,
                        Kind.NETWORK,
                        Kind.OFFERING)) {
            list(kind, names, listed);
        }
        Set<String> operations = new HashSet<>();
        for (Slot.Expected expected : model.expected()) {
            operations.addAll(expected.operations());
            String shown = listed.remove(expected.id());
            String there = shown == null ? "GONE" : shown;
            if (expected.doubtful() && shown == null) {
                model.seenGone(expected.id());
            } else if (!there.equals(expected.state().name())) {
                findings.add(
                        "state",
                        "at rest the model has %s %s %s, and the API shows %s"
                                .formatted(
                                        expected.kind(), expected.name(), expected.state(), there),
                        expected.operations().toArray(String[]::new));
            }
        }
        listed.forEach((id, state) ->
                findings.add("leak", id + " is " + state + ", and nobody has asked for it"));
        List<String> unknown = new ArrayList<>(written());
        unknown.removeAll(operations);
        unknown.forEach(it -> findings.add("leak", "nobody has asked for operation " + it, it));
        operations.removeAll(Set.copyOf(written()));
        operations.forEach(it -> findings.add("leak", "operation " + it + " is lost", it));
    }

    private void list(Kind kind, Names names, Map<String, String> listed) {
        String after = "";
        do {
            JsonNode page =
                    client.get(
                                    kind.path()
                                            + "?limit=500"
                                            + (after.isEmpty() ? "" : "&after=" + after),
                                    Map.of())
                            .answer()
                            .body();
            for (JsonNode item : page.path("items")) {
                if (item.path("name").asString().startsWith(names.prefix() + "-")) {
                    listed.put(item.path("id").asString(), item.path("state").asString("READY"));
                }
            }
            after = page.path("next").asString("");
        } while (!after.isEmpty());
    }

    /** Settlements are the installation's own. */
    private List<String> written() {
        return inventory
                .sql(
                        "select id::text from operation where zone_id = :zone and kind <> 'host.settle'")
                .param("zone", zone)
                .query((row, index) -> row.getString(1))
                .list();
    }
}
