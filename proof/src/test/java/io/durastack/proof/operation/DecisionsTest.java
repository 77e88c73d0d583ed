package io.durastack.proof.operation;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.CleanSlate;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.testing.engine.TestingEngine;
import io.durastack.workflows.engine.EngineConnection;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each case runs beside a neighbour that must not change, and leaves what it found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionsTest {

    private static final String START_FAILS =
            "{'rules':[{'step':'ensureDomain','kind':'FAIL_BEFORE','code':'HOST_REFUSED'}]}";
    private static final String PREPARE_HANGS =
            "{'rules':[{'step':'prepareVm','kind':'HANG','code':'HOST_REFUSED','millis':2000}]}";

    private final SimulatedZone zone = new SimulatedZone(3);
    private final EngineConnection engine =
            EngineConnection.to(TestingEngine.shared().target(), "default", "proof", null);
    private CleanSlate before = zone.slate();

    @BeforeAll
    void neighbour() {
        zone.neighbourOnEachHost();
    }

    @BeforeEach
    void remember() {
        before = zone.slate();
    }

    @AfterEach
    void nothingIsLeft() {
        zone.faults("{}");
        zone.awaitDebtsPaid();
        zone.slate().assertSameAs(before);
        assertThat(zone.differences()).isEmpty();
    }

    @AfterAll
    void close() {
        engine.close();
        zone.close();
    }

    private String create(String name) {
        return accepted(zone.post("/v1/vms", vm(name)));
    }

    private String createHeld(String name) {
        return accepted(zone.post("/v1/vms", vm(name).replace("}", ",'onFailure':'HOLD'}")));
    }

    /** Takes a VM away for good, with its row, so that the slate is clean. */
    private void erase(String name) {
        zone.ends(accepted(zone.dura().delete("/v1/vms/" + name)), "SUCCEEDED");
        zone.forgetDeleted();
    }

    @Test
    void a_held_create_is_retried_when_the_fault_is_lifted() {
        zone.faults(START_FAILS);
        String create = createHeld("held-1");
        Answer held = zone.ends(create, "HELD");
        assertThat(held.json().at("/decisions").toString())
                .isEqualTo("[\"retry\",\"rollback\",\"abandon\"]");
        problem(zone.decide(create, "cancel"), 409, "held");

        zone.faults("{}");
        assertThat(zone.decide(create, "retry").status()).isEqualTo(202);

        Answer ended = zone.ends(create, "SUCCEEDED");
        assertThat(ended.text("/decision/what")).isEqualTo("retry");
        problem(zone.decide(create, "retry"), 409, "not_held");
        assertThat(zone.dura().get("/v1/vms/held-1").text("/state")).isEqualTo("RUNNING");
        erase("held-1");
    }

    @Test
    void a_held_create_is_rolled_back_without_a_trace() {
        zone.faults(START_FAILS);
        String create = createHeld("held-2");
        zone.ends(create, "HELD");

        assertThat(zone.decide(create, "rollback").status()).isEqualTo(202);

        zone.ends(create, "ROLLED_BACK");
        assertThat(zone.strikes()).isEqualTo(3);
    }

    @Test
    void an_abandoned_create_leaves_debts_that_are_paid() {
        zone.faults(START_FAILS);
        String create = createHeld("held-3");
        zone.ends(create, "HELD");
        problem(zone.post("/v1/operations/" + create + ":abandon", "{}"), 422, "invalid");

        Answer abandoned =
                zone.post(
                        "/v1/operations/" + create + ":abandon",
                        "{'reason':'the rack burnt down'}");

        assertThat(abandoned.text("/state")).isEqualTo("ROLLED_BACK");
        assertThat(abandoned.text("/decision/reason")).isEqualTo("the rack burnt down");
        assertThat(abandoned.json().at("/debts").asInt()).isEqualTo(2);
        zone.awaitDebtsPaid();
        assertThat(zone.dura().get("/v1/operations/" + create).json().at("/debts").asInt())
                .isZero();
    }

    @Test
    void a_running_create_is_cancelled_without_a_trace() {
        zone.faults(PREPARE_HANGS);
        String create = create("cancelled");
        zone.awaitState(create, "RUNNING");

        assertThat(zone.decide(create, "cancel").status()).isEqualTo(202);

        Answer ended = zone.ends(create, "ROLLED_BACK");
        assertThat(ended.text("/error/code")).isEqualTo("CANCELLED");
        problem(zone.decide(create, "cancel"), 409, "past_cancelling");
    }

    @Test
    void what_is_being_created_can_be_deleted() {
        zone.faults(PREPARE_HANGS);
        String create = create("unwanted");
        zone.awaitState(create, "RUNNING");

        String delete = accepted(zone.dura().delete("/v1/vms/unwanted"));

        zone.ends(delete, "SUCCEEDED");
        zone.ends(create, "ROLLED_BACK");
        problem(zone.dura().get("/v1/vms/unwanted"), 404, "not_found");
    }

    @Test
    void a_run_that_was_terminated_in_the_engine_is_held_and_rolled_back() {
        zone.faults(PREPARE_HANGS);
        String create = create("terminated");
        zone.awaitState(create, "RUNNING");
        awaitStrike();
        String vm = zone.dura().get("/v1/operations/" + create).text("/resource/id");

        engine.client()
                .newUntypedWorkflowStub("vm/" + vm + "/" + create)
                .terminate("an operator clicked on it");

        Answer held = zone.ends(create, "HELD");
        assertThat(held.text("/error/code")).isEqualTo("RUN_LOST");
        zone.decide(create, "rollback");
        zone.ends(create, "ROLLED_BACK");
    }

    @Test
    void a_run_that_was_cancelled_in_the_engine_is_rolled_back() {
        zone.faults(PREPARE_HANGS);
        String create = create("clicked");
        zone.awaitState(create, "RUNNING");
        awaitStrike();
        String vm = zone.dura().get("/v1/operations/" + create).text("/resource/id");

        engine.client().newUntypedWorkflowStub("vm/" + vm + "/" + create).cancel();

        zone.ends(create, "ROLLED_BACK");
    }

    private void awaitStrike() {
        Awaitility.await("a fault to strike")
                .atMost(Duration.ofSeconds(20))
                .until(() -> zone.strikes() > 0);
    }

    @Test
    void a_silent_host_is_left_out_and_its_debt_is_paid_when_it_is_back() {
        zone.faults("{'gone':['host-1','host-2']}");

        String create = create("elsewhere");

        Answer ended = zone.ends(create, "SUCCEEDED");
        assertThat(zone.dura().get("/v1/vms/elsewhere").text("/host")).isEqualTo("host-3");
        long debts =
                zone.inventory()
                        .sql("select count(*) from debt where operation_id = ?::uuid")
                        .param(create)
                        .query(Long.class)
                        .single();
        assertThat(ended.json().at("/steps").toString()).contains("place");
        zone.faults("{}");
        zone.awaitDebtsPaid();
        assertThat(debts).isBetween(0L, 2L);
        erase("elsewhere");
    }

    @Test
    void a_step_that_acts_late_is_fenced() {
        // Its answer is given up after four seconds; the host is at it for six.
        zone.faults(
                "{'rules':[{'step':'ensureDomain','kind':'LATE','code':'HOST_REFUSED','millis':6000,'times':1},"
                        + "{'step':'ensureDomain','kind':'FAIL_BEFORE','code':'HOST_REFUSED'}]}");
        String create = create("late");
        zone.ends(create, "ROLLED_BACK");
        String vm = zone.dura().get("/v1/operations/" + create).text("/resource/id");

        // The turn that the host has seen is that of the rollback: the late start is refused there.
        Awaitility.await("the late step to have been over")
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(8))
                .until(
                        () ->
                                zone.world()
                                        .sql(
                                                "select count(*) from sim_domain where vm_id = ?::uuid")
                                        .param(vm)
                                        .query(Long.class)
                                        .single(),
                        domains -> domains == 0);
        assertThat(zone.strikes()).isEqualTo(3);
    }

    @Test
    void a_vm_is_stopped_started_and_rebooted() {
        zone.runningVm("power");
        Map<String, String> wait = Map.of("Prefer", "wait=30");
        Answer stopped = zone.dura().send("POST", "/v1/vms/power:stop", null, wait);
        assertThat(stopped.status()).as(stopped.json().toString()).isEqualTo(200);
        assertThat(stopped.text("/resource/state")).isEqualTo("STOPPED");
        assertThat(stopped.text("/resource/power/observed")).isEqualTo("OFF");
        problem(zone.dura().send("POST", "/v1/vms/power:reboot", null, wait), 409, "conflict");

        Answer started = zone.dura().send("POST", "/v1/vms/power:start", null, wait);
        assertThat(started.text("/resource/state")).isEqualTo("RUNNING");
        String first = incarnation("power");
        Answer rebooted = zone.post("/v1/vms/power:reboot", "{'force':true}", "Prefer", "wait=30");
        assertThat(rebooted.text("/resource/state")).isEqualTo("RUNNING");
        assertThat(incarnation("power")).isNotEqualTo(first);
        erase("power");
    }

    private String incarnation(String name) {
        return zone.inventory()
                .sql("select incarnation from vm where name = ? and deleted_at is null")
                .param(name)
                .query(String.class)
                .single();
    }

    @Test
    void a_start_that_fails_for_good_leaves_the_vm_stopped() {
        zone.runningVm("starter");
        zone.dura().send("POST", "/v1/vms/starter:stop", null, Map.of("Prefer", "wait=30"));
        zone.faults(START_FAILS);

        String start = accepted(zone.dura().post("/v1/vms/starter:start", ""));

        zone.ends(start, "ROLLED_BACK");
        assertThat(zone.dura().get("/v1/vms/starter").text("/state")).isEqualTo("STOPPED");
        zone.faults("{}");
        erase("starter");
    }

    @Test
    void a_stop_only_goes_forward() {
        zone.runningVm("stopper");
        zone.faults("{'rules':[{'step':'stopDomain','kind':'FAIL_BEFORE','code':'HOST_REFUSED'}]}");
        String stop = accepted(zone.post("/v1/vms/stopper:stop", "{'graceSeconds':0}"));

        Answer held = zone.ends(stop, "HELD");
        assertThat(held.json().at("/decisions").toString()).isEqualTo("[\"retry\",\"abandon\"]");
        problem(zone.decide(stop, "rollback"), 409, "forward_only");
        problem(zone.dura().delete("/v1/vms/stopper"), 409, "operation_in_progress");

        zone.faults("{}");
        zone.decide(stop, "retry");
        zone.ends(stop, "SUCCEEDED");
        erase("stopper");
    }

    @Test
    void asking_again_for_a_delete_that_is_held_tries_it_again() {
        zone.runningVm("stuck");
        zone.faults(
                "{'rules':[{'step':'removeVolumes','kind':'FAIL_BEFORE','code':'HOST_REFUSED'}]}");
        String delete = accepted(zone.dura().delete("/v1/vms/stuck"));
        zone.ends(delete, "HELD");
        zone.faults("{}");

        assertThat(accepted(zone.dura().delete("/v1/vms/stuck"))).isEqualTo(delete);

        zone.ends(delete, "SUCCEEDED");
        zone.forgetDeleted();
    }

    @Test
    void a_delete_on_a_silent_host_ends_with_debts_that_are_paid() {
        zone.runningVm("owing");
        String host = zone.dura().get("/v1/vms/owing").text("/host");
        zone.faults("{'gone':['" + host + "']}");

        String delete = accepted(zone.dura().delete("/v1/vms/owing"));

        Answer ended = zone.ends(delete, "SUCCEEDED");
        assertThat(ended.json().at("/debts").asInt()).isEqualTo(2);
        assertThat(zone.dura().get("/v1/operations?attention=true").json().toString())
                .contains(delete);
        zone.faults("{}");
        zone.awaitDebtsPaid();
        zone.forgetDeleted();
    }

    private static final String START_LOSES_ITS_ANSWER =
            "{'rules':[{'step':'ensureDomain','kind':'LOSE_ANSWER','code':'HOST_REFUSED'}]}";

    @Test
    void what_an_earlier_run_started_goes_when_a_later_one_is_cancelled() {
        zone.faults(START_LOSES_ITS_ANSWER);
        String create = createHeld("started");
        zone.ends(create, "HELD");
        zone.faults(PREPARE_HANGS);
        zone.decide(create, "retry");
        awaitStrike();

        zone.decide(create, "cancel");

        zone.ends(create, "ROLLED_BACK");
    }

    @Test
    void a_vm_whose_guest_may_run_is_not_placed_elsewhere() {
        zone.faults(START_LOSES_ITS_ANSWER);
        String create = createHeld("stays");
        zone.ends(create, "HELD");
        String host = zone.dura().get("/v1/vms/stays").text("/host");
        zone.faults("{'gone':['" + host + "']}");

        zone.decide(create, "retry");

        zone.ends(create, "HELD");
        assertThat(zone.dura().get("/v1/vms/stays").text("/host")).isEqualTo(host);
        zone.faults("{}");
        zone.decide(create, "retry");
        zone.ends(create, "SUCCEEDED");
        assertThat(zone.dura().get("/v1/vms/stays").text("/host")).isEqualTo(host);
        erase("stays");
    }
}
