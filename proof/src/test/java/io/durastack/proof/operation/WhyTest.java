package io.durastack.proof.operation;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.testing.engine.TestingEngine;
import io.durastack.workflows.engine.EngineConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The answer to why, in situations that faults have made; and the calls in it do what they say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyTest {

    private static final String START_FAILS =
            "{'step':'ensureDomain','kind':'FAIL_BEFORE','code':'HOST_REFUSED'}";
    private static final String PREPARE_HANGS =
            "{'step':'prepareVm','kind':'HANG','code':'HOST_REFUSED','millis':3500}";

    private final SimulatedZone zone =
            new SimulatedZone(
                    3,
                    Map.of(
                            "durastack.upkeep.sweep",
                            "3s",
                            "durastack.dispatch.most-in-flight",
                            16));

    @AfterEach
    void repair() {
        zone.faults("{}");
    }

    @AfterAll
    void close() {
        zone.close();
    }

    private void rules(String... rules) {
        zone.faults("{'rules':[" + String.join(",", rules) + "]}");
    }

    private String create(String name, String onFailure) {
        return accepted(
                zone.post("/v1/vms", vm(name).replace("}", ",'onFailure':'" + onFailure + "'}")));
    }

    private Answer why(String operation) {
        Answer why = zone.dura().get("/v1/operations/" + operation + "/why");
        assertThat(why.status()).as(why.json().toString()).isEqualTo(200);
        return why;
    }

    private Answer awaitSummary(String operation, String pattern) {
        return Awaitility.await("the summary " + pattern)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> why(operation), it -> it.text("/summary").matches(pattern));
    }

    private Answer awaitWhy(String operation, String situation) {
        return Awaitility.await("operation " + operation + " to be " + situation)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> why(operation), it -> it.text("/situation").equals(situation));
    }

    private Answer awaitStep(String operation, String step) {
        return Awaitility.await("operation " + operation + " to be at " + step)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> why(operation), it -> it.text("/waitsFor/name").equals(step));
    }

    private static List<String> texts(Answer why, String pointer) {
        return StreamSupport.stream(why.json().at(pointer).spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> calls(Answer why) {
        return StreamSupport.stream(why.json().at("/calls").spliterator(), false)
                .map(it -> it.path("method").asString() + " " + it.path("path").asString())
                .toList();
    }

    /** Sends the call of an answer that ends like this, as it stands there. */
    private Answer send(Answer why, String ending) {
        JsonNode call =
                StreamSupport.stream(why.json().at("/calls").spliterator(), false)
                        .filter(it -> it.path("path").asString().endsWith(ending))
                        .findFirst()
                        .orElseThrow();
        JsonNode body = call.path("body");
        return zone.dura()
                .send(
                        call.path("method").asString(),
                        call.path("path").asString(),
                        body.isMissingNode() ? null : body.toString(),
                        Map.of());
    }

    private String hostOf(String vm) {
        return zone.dura().get("/v1/vms/" + vm).text("/host");
    }

    @Test
    void a_step_in_its_first_try() {
        rules(PREPARE_HANGS);
        String create = create("first-try", "ROLL_BACK");

        // Row, engine and run are read one after the other: at the edge of a step its host is not
        // said.
        Answer why =
                Awaitility.await("the step and its host to be known")
                        .atMost(Duration.ofSeconds(20))
                        .until(
                                () -> why(create),
                                it ->
                                        it.text("/summary")
                                                .startsWith("It is at the step 'prepare' on"));

        assertThat(why.text("/situation")).isEqualTo("RUNNING");
        assertThat(why.text("/summary"))
                .startsWith("It is at the step 'prepare' on " + hostOf("first-try") + " since ")
                .endsWith("in the first try.");
        assertThat(why.text("/whoMustAct")).isEqualTo("nobody");
        assertThat(texts(why, "/sentences")).containsExactly("Nobody has to do anything.");
        assertThat(calls(why)).containsExactly("POST /v1/operations/" + create + ":cancel");
        assertThat(why.json().at("/tries/failed").asInt()).isZero();
        zone.faults("{}");
        zone.ends(create, "SUCCEEDED");
        assertThat(why(create).text("/situation")).isEqualTo("ENDED");
        assertThat(why(create).text("/summary")).startsWith("It succeeded at ");
        assertThat(calls(why(create))).isEmpty();
    }

    @Test
    void a_step_that_is_tried_again_on_a_silent_host() {
        zone.runningVm("silent");
        String host = hostOf("silent");
        rules(
                "{'step':'stopDomain','kind':'FAIL_BEFORE','code':'HOST_UNREACHABLE','times':1}",
                "{'step':'stopDomain','kind':'HANG','code':'HOST_UNREACHABLE','millis':3000}");
        String stop = accepted(zone.post("/v1/vms/silent:stop", "{'graceSeconds':0}"));

        // The engine tells of the failed try a moment before the row knows since when.
        Answer why =
                awaitSummary(
                        stop, "The step 'stop' on " + host + " has failed in 1 try of 3 since .*");

        assertThat(why.text("/situation")).isEqualTo("RETRYING");
        assertThat(why.text("/lastError/code")).isEqualTo("HOST_UNREACHABLE");
        assertThat(why.text("/lastError/detail")).isNotBlank();
        assertThat(why.json().at("/tries/failed").asInt()).isEqualTo(1);
        assertThat(why.json().at("/tries/of").asInt()).isEqualTo(3);
        assertThat(Instant.parse(why.text("/tries/firstFailedAt")))
                .isBetween(
                        Instant.parse(zone.dura().get("/v1/operations/" + stop).text("/createdAt")),
                        Instant.now());
        assertThat(why.text("/waitsFor/what")).isEqualTo("host");
        assertThat(why.text("/waitsFor/name")).isEqualTo(host);
        assertThat(why.text("/whoMustAct")).isEqualTo("operator");
        assertThat(texts(why, "/sentences"))
                .contains(
                        "It failed last with: The host does not answer.",
                        "When its tries are used up, it is held for a decision.",
                        "An operator has to bring " + host + " back; nothing else has to be done.")
                .anyMatch(it -> it.startsWith(host + " has been silent since "));
        assertThat(zone.dura().get(why.text("/calls/0/path")).text("/name")).isEqualTo(host);
        zone.faults("{}");
        zone.ends(stop, "SUCCEEDED");
    }

    @Test
    void a_step_that_is_tried_again_needs_nobody_while_its_host_answers() {
        rules(
                "{'step':'ensureDomain','kind':'FAIL_BEFORE','code':'HOST_REFUSED','times':1}",
                "{'step':'ensureDomain','kind':'HANG','code':'HOST_REFUSED','millis':2000,'times':1}");
        String create = create("tried", "ROLL_BACK");

        Answer why = awaitWhy(create, "RETRYING");

        assertThat(why.text("/whoMustAct")).isEqualTo("nobody");
        assertThat(why.text("/waitsFor/name")).isEqualTo("start");
        assertThat(texts(why, "/sentences"))
                .contains("It failed last with: The host could not do it.")
                .endsWith("Nobody has to do anything.");
        zone.ends(create, "SUCCEEDED");
    }

    @Test
    void what_is_held_names_the_decisions_and_they_work() {
        rules(START_FAILS);
        String create = create("held", "HOLD");
        zone.ends(create, "HELD");

        Answer why = why(create);

        assertThat(why.text("/situation")).isEqualTo("HELD");
        assertThat(why.text("/summary"))
                .startsWith("It has been held since ")
                .endsWith("the step 'start' failed, with all its tries: The host could not do it.");
        assertThat(why.text("/whoMustAct")).isEqualTo("operator");
        String host = hostOf("held");
        assertThat(texts(why, "/left"))
                .containsExactly("the domain on " + host, "the volumes on " + host);
        assertThat(texts(why, "/undone")).isEmpty();
        assertThat(calls(why).subList(1, 4))
                .containsExactly(
                        "POST /v1/operations/" + create + ":retry",
                        "POST /v1/operations/" + create + ":rollback",
                        "POST /v1/operations/" + create + ":abandon");
        assertThat(send(why, ":rollback").status()).isEqualTo(202);
        zone.ends(create, "ROLLED_BACK");
        assertThat(why(create).text("/summary"))
                .startsWith("It was rolled back at ")
                .endsWith("Nothing of it is left.");
    }

    @Test
    void what_only_goes_forward_offers_no_rollback() {
        zone.runningVm("forward");
        rules("{'step':'stopDomain','kind':'FAIL_BEFORE','code':'SPEC_CONFLICT'}");
        String stop = accepted(zone.post("/v1/vms/forward:stop", "{'graceSeconds':0}"));
        zone.ends(stop, "HELD");

        Answer why = why(stop);

        assertThat(why.text("/summary"))
                .endsWith(
                        "it could not go on, and only goes forward; the step 'stop' failed, and is not tried again: "
                                + "Something else exists under this id.");
        assertThat(texts(why, "/sentences"))
                .contains("An operator should compare inventory and host.");
        assertThat(calls(why)).noneMatch(it -> it.endsWith(":rollback"));
        assertThat(send(why, ":abandon").text("/state")).isEqualTo("SUCCEEDED");
        assertThat(why(stop).text("/situation")).isEqualTo("OWING");
    }

    @Test
    void a_rollback_that_cannot_finish_says_what_is_undone_and_what_is_left() {
        rules(START_FAILS, "{'step':'removeVolumes','kind':'FAIL_BEFORE','code':'HOST_DISK_FULL'}");
        String create = create("half-back", "ROLL_BACK");
        zone.ends(create, "HELD");
        String host = hostOf("half-back");

        Answer why = why(create);

        assertThat(why.text("/situation")).isEqualTo("ROLLBACK_STUCK");
        assertThat(why.text("/summary"))
                .endsWith(
                        "its rollback could not finish; the step 'remove volumes' failed, with all its tries: "
                                + "The storage of the host is full.");
        assertThat(texts(why, "/undone")).containsExactly("the domain on " + host);
        assertThat(texts(why, "/left")).containsExactly("the volumes on " + host);
        assertThat(texts(why, "/sentences"))
                .contains(
                        "Undone: the domain on "
                                + host
                                + "; there may still be the volumes on "
                                + host
                                + ".");
        zone.faults("{}");
        assertThat(send(why, ":retry").status()).isEqualTo(202);
        zone.ends(create, "ROLLED_BACK");
    }

    @Test
    void what_unwinds_says_why_and_how_far_it_is() {
        rules(
                START_FAILS,
                "{'step':'removeVolumes','kind':'HANG','code':'HOST_REFUSED','millis':2500,'times':1}");
        String create = create("unwinding", "ROLL_BACK");

        Answer why = awaitStep(create, "remove volumes");

        assertThat(why.text("/situation")).isEqualTo("UNWINDING");
        assertThat(why.text("/summary"))
                .startsWith("It has been taking back what it made since ")
                .endsWith("because of this: The host could not do it.");
        assertThat(texts(why, "/undone")).hasSize(1).first().asString().startsWith("the domain on");
        assertThat(texts(why, "/left")).hasSize(1).first().asString().startsWith("the volumes on");
        assertThat(calls(why)).noneMatch(it -> it.endsWith(":cancel"));
        zone.ends(create, "ROLLED_BACK");
    }

    @Test
    void a_run_that_somebody_terminated() {
        rules(PREPARE_HANGS);
        String create = create("terminated", "ROLL_BACK");
        awaitWhy(create, "RUNNING");
        String vm = zone.dura().get("/v1/operations/" + create).text("/resource/id");
        try (EngineConnection engine =
                EngineConnection.to(TestingEngine.shared().target(), "default", "proof", null)) {
            engine.client()
                    .newUntypedWorkflowStub("vm/" + vm + "/" + create)
                    .terminate("an operator clicked on it");
        }
        zone.ends(create, "HELD");

        Answer why = why(create);

        assertThat(why.text("/situation")).isEqualTo("RUN_LOST");
        assertThat(why.text("/summary")).contains("its run in the engine was ended from outside");
        assertThat(why.text("/waitsFor/what")).isEqualTo("decision");
        zone.faults("{}");
        assertThat(send(why, ":retry").status()).isEqualTo(202);
        zone.ends(create, "SUCCEEDED");
    }

    @Test
    void what_waits_behind_another_one_tells_about_that_one() {
        rules(
                PREPARE_HANGS,
                "{'step':'removeVolumes','kind':'HANG','code':'HOST_REFUSED','millis':2500,'times':1}");
        String create = create("unwanted", "ROLL_BACK");
        awaitStep(create, "prepare");
        String delete = accepted(zone.dura().delete("/v1/vms/unwanted"));
        awaitStep(create, "remove volumes");

        Answer why = why(delete);

        assertThat(why.text("/situation")).isEqualTo("BEHIND");
        assertThat(why.text("/waitsFor/what")).isEqualTo("operation");
        assertThat(why.text("/waitsFor/id")).isEqualTo(create);
        assertThat(why.text("/summary"))
                .contains("until vm.create (operation " + create + ")")
                .contains("which is UNWINDING. Of that one: It has been taking back what it made ");
        assertThat(why.text("/whoMustAct")).isEqualTo("nobody");
        assertThat(calls(why)).contains("GET /v1/operations/" + create + "/why");
        zone.ends(delete, "SUCCEEDED");
    }

    /**
     * The run was not told: as when the hint of a cancel is lost, and the sweeper has to repeat it.
     */
    @Test
    void a_cancel_that_the_run_has_not_heard_of_yet() {
        rules(PREPARE_HANGS);
        String create = create("cancelled", "ROLL_BACK");
        awaitStep(create, "prepare");
        zone.inventory()
                .sql("update operation set cancel_requested_at = now() where id = ?::uuid")
                .param(create)
                .update();

        Answer why = why(create);

        assertThat(why.text("/situation")).isEqualTo("CANCELLING");
        assertThat(why.text("/summary"))
                .startsWith("It was asked at ")
                .contains(" to end, and is still at the step 'prepare' on " + hostOf("cancelled"));
        assertThat(why.text("/whoMustAct")).isEqualTo("nobody");
        assertThat(calls(why)).isEmpty();
        zone.ends(create, "ROLLED_BACK");
        assertThat(why(create).text("/summary")).contains("The operation was cancelled.");
    }

    @Test
    void debts_say_who_owes_what_to_whom_and_who_pays() {
        zone.runningVm("owing");
        String host = hostOf("owing");
        zone.faults("{'gone':['" + host + "']}");
        String delete = accepted(zone.dura().delete("/v1/vms/owing"));
        zone.ends(delete, "SUCCEEDED");

        Answer why =
                Awaitility.await("a settlement to be under way")
                        .until(
                                () -> why(delete),
                                it -> !it.json().at("/debts/0/settlement").isMissingNode());

        assertThat(why.text("/situation")).isEqualTo("OWING");
        assertThat(why.text("/summary"))
                .startsWith("It succeeded at ")
                .contains("still owes to " + host)
                .contains("the domain of vm 'owing'");
        assertThat(why.text("/whoMustAct")).isEqualTo("operator");
        String settlement = why.text("/debts/0/settlement");
        assertThat(texts(why, "/sentences"))
                .anyMatch(it ->
                        it.startsWith("Operation " + settlement + " (host.settle) removes it"))
                .anyMatch(it -> it.startsWith(host + " has been silent since "));
        assertThat(awaitWhy(settlement, "RETRYING").text("/waitsFor/name")).isEqualTo(host);
        zone.faults("{}");
        zone.awaitDebtsPaid();
        assertThat(why(delete).text("/situation")).isEqualTo("ENDED");
        assertThat(texts(why(delete), "/sentences")).containsExactly("There is nothing to do.");
    }

    @Test
    void what_waits_for_its_turn_knows_its_place() {
        rules(PREPARE_HANGS);
        List<String> creates =
                IntStream.range(0, 19)
                        .mapToObj(number -> create("crowd-" + number, "ROLL_BACK"))
                        .toList();

        Answer why =
                awaitSummary(
                        creates.getLast(),
                        "It has been waiting to be started since .*: 2 of the 3 waiting ordinary operations of its zone"
                                + " come before it, and 16 of at most 16 are under way\\.");

        assertThat(why.text("/situation")).isEqualTo("QUEUED");
        assertThat(why.text("/state")).isEqualTo("PENDING");
        assertThat(why.text("/waitsFor/what")).isEqualTo("turn");
        assertThat(why.text("/whoMustAct")).isEqualTo("nobody");
        zone.faults("{}");
        creates.forEach(it -> zone.ends(it, "SUCCEEDED"));
    }

    @Test
    void a_step_that_no_worker_takes() {
        zone.post("/v1/zones", "{'name':'elsewhere'}");
        zone.post("/v1/clusters", "{'name':'real','zone':'elsewhere','pool':'kvm'}");
        String create =
                accepted(
                        zone.post(
                                "/v1/hosts",
                                "{'name':'real-1','cluster':'real','address':'192.0.2.1',"
                                        + "'ssh':{'privateKey':'-----BEGIN OPENSSH PRIVATE KEY-----\\nAA==\\n-----END OPENSSH PRIVATE KEY-----'}}"));

        Answer why = awaitWhy(create, "NO_WORKER");

        assertThat(why.text("/summary"))
                .startsWith("No worker has taken the step 'connect' on real-1 since ")
                .endsWith("None has asked there for work lately.");
        assertThat(why.text("/waitsFor/what")).isEqualTo("worker");
        assertThat(why.text("/whoMustAct")).isEqualTo("operator");
        assertThat(texts(why, "/sentences")).anyMatch(it -> it.contains("serves pool 'kvm'"));
    }

    @Test
    void the_detail_of_an_error_is_for_operators() {
        rules(START_FAILS);
        String create = create("private", "HOLD");
        zone.ends(create, "HELD");
        Answer token = zone.post("/v1/tokens", "{'name':'tenant','scope':'operate'}");

        Answer theirs =
                zone.dura()
                        .send(
                                "GET",
                                "/v1/operations/" + create + "/why",
                                null,
                                Map.of("Authorization", "Bearer " + token.text("/token")));

        String detail = why(create).text("/lastError/detail");
        assertThat(detail).isNotBlank();
        assertThat(theirs.json().toString()).doesNotContain(detail);
        assertThat(theirs.text("/summary")).contains("The host could not do it.");
        zone.faults("{}");
        zone.decide(create, "rollback");
        zone.ends(create, "ROLLED_BACK");
    }
}
