package io.durastack.proof.operation;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What an operator has besides why: lists, debts, deadlines, and what was decided by whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorControlTest {

    /** Lists of one host that are asked for in a row. */
    private static final int ASKED = 20;

    private final SimulatedZone zone =
            new SimulatedZone(3, Map.of("durastack.deadlines.vm-stop", "1s"));

    @AfterEach
    void repair() {
        zone.faults("{}");
        zone.awaitDebtsPaid();
    }

    @AfterAll
    void close() {
        zone.close();
    }

    private List<JsonNode> items(String path) {
        Answer list = zone.dura().get(path);
        assertThat(list.status()).as(list.json().toString()).isEqualTo(200);
        return StreamSupport.stream(list.json().at("/items").spliterator(), false).toList();
    }

    private List<String> ids(String path) {
        return items(path).stream().map(it -> it.path("id").asString()).toList();
    }

    private static List<String> values(Answer answer, String pointer, String field) {
        return StreamSupport.stream(answer.json().at(pointer).spliterator(), false)
                .map(it -> it.path(field).asString())
                .toList();
    }

    @Test
    void late_comes_by_the_deadline_of_its_kind_and_clears_by_itself() {
        zone.runningVm("slow");
        zone.faults(
                "{'rules':[{'step':'stopDomain','kind':'HANG','code':'HOST_REFUSED','millis':3500,'times':1}]}");
        String stop = accepted(zone.post("/v1/vms/slow:stop", "{'graceSeconds':0}"));
        Answer accepted = zone.dura().get("/v1/operations/" + stop);
        assertThat(
                        Duration.between(
                                Instant.parse(accepted.text("/createdAt")),
                                Instant.parse(accepted.text("/deadline"))))
                .isEqualTo(Duration.ofSeconds(1));

        Awaitility.await("the stop to be late")
                .atMost(Duration.ofSeconds(10))
                .until(() -> ids("/v1/operations?late=true"), List.of(stop)::equals);

        Answer why = zone.dura().get("/v1/operations/" + stop + "/why");
        assertThat(why.json().at("/late").asBoolean()).isTrue();
        assertThat(why.text("/whoMustAct")).isEqualTo("operator");
        assertThat(why.json().at("/sentences").toString())
                .contains("It is late: it should have ended at ")
                .contains("An operator should look at what keeps it.");
        Answer ended = zone.ends(stop, "SUCCEEDED");
        assertThat(ended.json().at("/late").asBoolean()).isFalse();
        assertThat(ids("/v1/operations?late=true")).isEmpty();
    }

    @Test
    void a_decision_gives_a_late_operation_its_time_again() {
        zone.runningVm("again");
        zone.faults(
                "{'rules':[{'step':'stopDomain','kind':'FAIL_BEFORE','code':'SPEC_CONFLICT'}]}");
        String stop = accepted(zone.post("/v1/vms/again:stop", "{'graceSeconds':0}"));
        Answer held = zone.ends(stop, "HELD");
        Awaitility.await("the held one to be late")
                .atMost(Duration.ofSeconds(10))
                .until(() -> ids("/v1/operations?late=true"), List.of(stop)::equals);
        zone.faults("{}");

        zone.decide(stop, "retry");

        Answer ended = zone.ends(stop, "SUCCEEDED");
        assertThat(
                        Duration.between(
                                Instant.parse(ended.text("/decision/at")),
                                Instant.parse(ended.text("/deadline"))))
                .isBetween(Duration.ofMillis(999), Duration.ofMillis(1001));
        assertThat(Instant.parse(ended.text("/deadline")))
                .isAfter(Instant.parse(held.text("/deadline")));
    }

    @Test
    void every_decision_is_kept_with_who_when_and_why() {
        zone.faults(
                "{'rules':[{'step':'ensureDomain','kind':'FAIL_BEFORE','code':'SPEC_CONFLICT'}]}");
        String create =
                accepted(zone.post("/v1/vms", vm("decided").replace("}", ",'onFailure':'HOLD'}")));
        zone.ends(create, "HELD");
        zone.post("/v1/operations/" + create + ":retry", "{'reason':'the rack has power again'}");
        zone.ends(create, "HELD");
        zone.decide(create, "retry");
        zone.ends(create, "HELD");
        zone.post("/v1/operations/" + create + ":rollback", "{'reason':'it is not wanted'}");

        Answer ended = zone.ends(create, "ROLLED_BACK");

        assertThat(values(ended, "/decisionsTaken", "what"))
                .containsExactly("retry", "retry", "rollback");
        assertThat(values(ended, "/decisionsTaken", "reason"))
                .containsExactly("the rack has power again", "", "it is not wanted");
        assertThat(values(ended, "/decisionsTaken", "by")).containsOnly("admin");
        assertThat(values(ended, "/decisionsTaken", "at").stream().map(Instant::parse).toList())
                .isSorted()
                .allMatch(it -> it.isAfter(Instant.parse(ended.text("/createdAt"))));
        assertThat(ended.json().at("/decision")).isEqualTo(ended.json().at("/decisionsTaken/2"));
    }

    @Test
    void a_cancel_is_a_decision_and_asking_again_is_none() {
        zone.faults(
                "{'rules':[{'step':'prepareVm','kind':'HANG','code':'HOST_REFUSED','millis':2000}]}");
        String create = accepted(zone.post("/v1/vms", vm("cancelled")));
        zone.awaitState(create, "RUNNING");

        zone.post("/v1/operations/" + create + ":cancel", "{'reason':'a mistake'}");
        zone.decide(create, "cancel");

        Answer ended = zone.ends(create, "ROLLED_BACK");
        assertThat(values(ended, "/decisionsTaken", "what")).containsExactly("cancel");
        assertThat(ended.text("/decisionsTaken/0/reason")).isEqualTo("a mistake");
    }

    @Test
    void a_delete_that_cancels_a_create_is_named_as_its_reason() {
        zone.faults(
                "{'rules':[{'step':'prepareVm','kind':'HANG','code':'HOST_REFUSED','millis':2000}]}");
        String create = accepted(zone.post("/v1/vms", vm("unwanted")));
        zone.awaitState(create, "RUNNING");

        String delete = accepted(zone.dura().delete("/v1/vms/unwanted"));

        zone.ends(delete, "SUCCEEDED");
        Answer ended = zone.ends(create, "ROLLED_BACK");
        assertThat(values(ended, "/decisionsTaken", "what")).containsExactly("cancel");
        assertThat(ended.text("/decisionsTaken/0/reason")).isEqualTo("its delete was asked for");
    }

    @Test
    void debts_are_listed_by_host_and_operation_until_and_after_they_are_paid() {
        zone.runningVm("owing");
        String host = zone.dura().get("/v1/vms/owing").text("/host");
        zone.faults("{'gone':['" + host + "']}");
        String delete = accepted(zone.dura().delete("/v1/vms/owing"));
        zone.ends(delete, "SUCCEEDED");

        List<JsonNode> owed = items("/v1/debts?host=" + host + "&paid=false");
        assertThat(owed).hasSize(2);
        JsonNode domain =
                owed.stream()
                        .filter(it -> it.path("what").asString().equals("DOMAIN"))
                        .findFirst()
                        .orElseThrow();
        assertThat(domain.path("removes").asString()).isEqualTo("the domain of vm 'owing'");
        assertThat(domain.at("/host/name").asString()).isEqualTo(host);
        assertThat(domain.at("/host/state").asString()).isEqualTo("SILENT");
        assertThat(domain.at("/operation/id").asString()).isEqualTo(delete);
        assertThat(domain.at("/reason/code").asString()).isEqualTo("HOST_UNREACHABLE");
        assertThat(domain.path("guestMayRun").asBoolean()).isTrue();
        assertThat(domain.has("paidAt")).isFalse();
        String hostId = domain.at("/host/id").asString();
        assertThat(ids("/v1/debts?host=" + hostId + "&paid=false")).hasSize(2);
        assertThat(ids("/v1/debts?operation=" + delete)).hasSize(2);
        assertThat(ids("/v1/debts?paid=false&host=host-of-nobody")).isEmpty();

        zone.faults("{}");
        zone.awaitDebtsPaid();

        Answer paid = zone.dura().get("/v1/debts/" + domain.path("id").asString());
        assertThat(paid.text("/paidAt")).isNotBlank();
        Answer settlement = zone.dura().get("/v1/operations/" + paid.text("/settlement"));
        assertThat(settlement.text("/kind")).isEqualTo("host.settle");
        assertThat(settlement.text("/state")).isEqualTo("SUCCEEDED");
        assertThat(ids("/v1/debts?operation=" + delete + "&paid=false")).isEmpty();
        Answer page = zone.dura().get("/v1/debts?operation=" + delete + "&limit=1");
        assertThat(ids("/v1/debts?operation=" + delete + "&limit=1&after=" + page.text("/next")))
                .hasSize(1)
                .doesNotContain(page.text("/items/0/id"));
        problem(zone.dura().get("/v1/debts?operation=none"), 400, "bad_list");
        problem(zone.dura().get("/v1/debts?paid=perhaps"), 400, "bad_list");
        problem(zone.dura().get("/v1/debts/" + delete), 404, "not_found");
    }

    @Test
    void operations_are_listed_by_host_state_kind_and_resource() {
        zone.runningVm("here");
        Answer here = zone.dura().get("/v1/vms/here");
        String host = here.text("/host");
        String create = ids("/v1/operations?resource=here&kind=vm.create").getFirst();
        String add = ids("/v1/operations?resource=" + host).getFirst();

        assertThat(ids("/v1/operations?host=" + host)).contains(create, add);
        assertThat(ids("/v1/operations?host=" + host + "&kind=vm.create&state=SUCCEEDED"))
                .contains(create)
                .doesNotContain(add);
        assertThat(ids("/v1/operations?resource=" + here.text("/id"))).containsExactly(create);
        String other = host.equals("host-1") ? "host-2" : "host-1";
        assertThat(ids("/v1/operations?host=" + other)).isNotEmpty().doesNotContain(create);
        assertThat(ids("/v1/operations?host=nowhere")).isEmpty();

        zone.faults("{'gone':['" + host + "']}");
        String delete = accepted(zone.dura().delete("/v1/vms/here"));
        zone.ends(delete, "SUCCEEDED");
        assertThat(ids("/v1/operations?attention=true&kind=vm.delete")).containsExactly(delete);
        assertThat(ids("/v1/operations?host=" + host + "&attention=true")).contains(delete);
        assertThat(ids("/v1/operations?attention=false&kind=vm.delete")).doesNotContain(delete);
        problem(zone.dura().get("/v1/operations?attention=maybe"), 400, "bad_list");
    }

    /** However many operations there are, those of one host are found from the host. */
    @Test
    void the_operations_of_a_host_are_found_without_reading_all() {
        zone.runningVm("one-of-many");
        String host = zone.dura().get("/v1/vms/one-of-many").text("/host");
        zone.inventory()
                .sql(
                        """
                        insert into operation (id, project_id, kind, resource_kind, resource_id, resource_name, state, priority,
                            lane, request, policy, deadline, actor, request_id, finished_at)
                        select gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'vm.create', 'vm',
                            gen_random_uuid(), 'old-' || i, 'SUCCEEDED', 1, '', '{}', '{}', now(), 'proof', 'proof', now()
                        from generate_series(1, 20000) i
                        """)
                .update();
        zone.inventory().sql("analyze operation").update();
        long scanned = counted("seq_tup_read from pg_stat_user_tables where relname = 'operation'");
        long used = ofHostUsed();

        for (int asked = 0; asked < ASKED; asked++) {
            assertThat(ids("/v1/operations?host=" + host + "&kind=vm.create")).isNotEmpty();
        }

        Awaitility.await("the reads of the lists to be counted")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ofHostUsed() >= used + ASKED);
        // Who looks after operations in the background may read the table once; lists that did
        // would have read it each time.
        assertThat(
                        counted("seq_tup_read from pg_stat_user_tables where relname = 'operation'")
                                - scanned)
                .isLessThan(ASKED * 20_000L / 2);
    }

    private long ofHostUsed() {
        return counted(
                "idx_scan from pg_stat_user_indexes where indexrelname = 'operation_resource'");
    }

    private long counted(String what) {
        return zone.inventory().sql("select " + what).query(Long.class).single();
    }
}
