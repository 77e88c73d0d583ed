package io.durastack.proof.replay;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.image;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.testing.engine.TestingEngine;
import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.ListWorld;
import io.durastack.workflows.world.ShapeWorld;
import io.durastack.workflows.world.WorldQuery;
import io.durastack.workflows.world.WorldShape;
import io.durastack.workflows.zone.ZoneId;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Records a history of each kind of operation and of each of its branches. It writes only what is
 * not there yet: what was recorded once stays, for it is what an older build did. Where all is
 * there it has nothing to do; {@code ReplayTest} says what has to be.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("somethingIsMissing")
class HistoriesTest {

    private static final String HOST =
            "{'name':'host-9','cluster':'c1','simulated':{'cpus':8,'memoryBytes':68719476736,'storageBytes':1099511627776}}";

    private static final String L2 = "{'name':'recorded','zone':'sim-1'}";

    private static final String STORAGE =
            "{'name':'recorded','cluster':'c1','kind':'LOCAL','path':'/srv/recorded'}";

    private final SimulatedZone zone = new SimulatedZone(3);
    private final EngineConnection engine =
            EngineConnection.to(TestingEngine.shared().target(), "default", "proof", null);

    static boolean somethingIsMissing() throws IOException {
        return !ReplayTest.names().containsAll(ReplayTest.wanted());
    }

    @AfterEach
    void nothingIsOwed() {
        zone.faults("{}");
        zone.awaitDebtsPaid();
    }

    @AfterAll
    void close() {
        engine.close();
        zone.close();
    }

    @Test
    void each_kind_of_operation_as_it_succeeds() {
        record("image.create", createImage(), "SUCCEEDED");
        record("image.delete", deleteImage(), "SUCCEEDED");
        record("l2-network.create", createNetwork(), "SUCCEEDED");
        record("l2-network.delete", deleteNetwork(), "SUCCEEDED");
        record("primary-storage.create", createStorage(), "SUCCEEDED");
        record("primary-storage.delete", deleteStorage(), "SUCCEEDED");
        record("host.create", createHost(), "SUCCEEDED");
        record("host.delete", deleteHost(), "SUCCEEDED");
        record("vm.create", create("recorded"), "SUCCEEDED");
        record("vm.start-of-running", power("recorded", "start"), "SUCCEEDED");
        record("vm.stop", power("recorded", "stop"), "SUCCEEDED");
        record("vm.start", power("recorded", "start"), "SUCCEEDED");
        record("vm.reboot", power("recorded", "reboot"), "SUCCEEDED");
        record(
                "vm.stop-forced",
                accepted(zone.post("/v1/vms/recorded:stop", "{'force':true}")),
                "SUCCEEDED");
        record("vm.delete", delete("recorded"), "SUCCEEDED");
    }

    @Test
    void questions_to_a_world() {
        ZoneId sim = new ZoneId(UUID.fromString(zone.dura().get("/v1/zones/sim-1").text("/id")));
        var _ =
                engine.client()
                        .newWorkflowStub(ListWorld.class, world("world.list"))
                        .run(new WorldQuery(sim, "simulator", null));
        keep("world.list", "world.list/recorded");
        var _ =
                engine.client()
                        .newWorkflowStub(ShapeWorld.class, world("world.shape"))
                        .run(new WorldShape(sim, "simulator", FaultPlan.NONE, null));
        keep("world.shape", "world.shape/recorded");
    }

    private static WorkflowOptions world(String kind) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.OPERATIONS)
                .setWorkflowId(kind + "/recorded")
                .build();
    }

    @Test
    void creates_that_are_rolled_back() {
        zone.faults(fails("ensureDomain"));
        record("vm.create-rolled-back", create("back"), "ROLLED_BACK");
        record("vm.create-rolled-back-to-search", create("unlucky"), "ROLLED_BACK");
        zone.faults(
                "{'rules':[{'step':'ensureDomain','kind':'FAIL_BEFORE','code':'HOST_REFUSED'},"
                        + "{'step':'removeDomain','kind':'FAIL_BEFORE','code':'HOST_UNREACHABLE','times':3}]}");
        record("vm.create-rolled-back-with-debts", create("owing"), "ROLLED_BACK");
        zone.faults(fails("ensureHost"));
        record("host.create-rolled-back", createHost(), "ROLLED_BACK");
        zone.faults(
                "{'rules':[{'step':'fetchImage','kind':'FAIL_BEFORE','code':'IMAGE_CHECKSUM'}]}");
        record(
                "image.create-rolled-back",
                accepted(zone.post("/v1/images", image("bad"))),
                "ROLLED_BACK");
    }

    @Test
    void networks_of_which_a_host_does_not_hear() {
        zone.faults(fails("ensureNetwork"));
        record("l2-network.create-rolled-back", createNetwork(), "ROLLED_BACK");
        zone.faults(silent("ensureNetwork", 9));
        record("l2-network.create-host-left-out", createNetwork(), "SUCCEEDED");
        zone.faults(silent("removeNetwork", 9));
        record("l2-network.delete-with-debts", deleteNetwork(), "SUCCEEDED");
    }

    @Test
    void storages_of_which_a_host_does_not_hear() {
        zone.faults(fails("ensureFolder"));
        record("primary-storage.create-rolled-back", createStorage(), "ROLLED_BACK");
        zone.faults(silent("ensureFolder", 9));
        record("primary-storage.create-host-left-out", createStorage(), "SUCCEEDED");
        zone.faults(silent("removeFolder", 9));
        record("primary-storage.delete-with-debts", deleteStorage(), "SUCCEEDED");
    }

    @Test
    void a_create_of_an_image_removes_its_copies() {
        zone.faults("{'rules':[{'step':'fetchImage','kind':'LOSE_ANSWER','code':'HOST_REFUSED'}]}");
        record("image.create-removes-copies", createImage(), "ROLLED_BACK");
    }

    @Test
    void a_create_that_is_held_and_its_decisions() {
        zone.faults(fails("ensureDomain"));
        String retried = createHeld("retried");
        record("vm.create-held", retried, "HELD");
        String back = createHeld("unwound");
        zone.ends(back, "HELD");
        zone.decide(back, "rollback");
        record("vm.create-unwound-from-rows", back, "ROLLED_BACK");
        zone.faults("{}");
        zone.decide(retried, "retry");
        record("vm.create-retried", retried, "SUCCEEDED");
        zone.ends(delete("retried"), "SUCCEEDED");
    }

    @Test
    void a_rollback_that_cannot_finish() {
        zone.faults(fails("ensureDomain", "removeVolumes"));
        String create = create("stuck");
        record("vm.create-rollback-held", create, "HELD");
        zone.faults("{}");
        zone.decide(create, "rollback");
        zone.ends(create, "ROLLED_BACK");

        zone.faults(fails("ensureHost", "removeHost"));
        String host = createHost();
        zone.ends(host, "HELD");
        zone.faults("{}");
        zone.decide(host, "rollback");
        record("host.create-unwound-from-rows", host, "ROLLED_BACK");
    }

    @Test
    void a_create_that_is_cancelled() {
        zone.faults(hangs("prepareVm"));
        String create = create("cancelled");
        awaitStrike();
        zone.decide(create, "cancel");
        record("vm.create-cancelled", create, "ROLLED_BACK");

        // The cancel is in the row, and the run is not told: finish finds it.
        zone.faults(
                "{'rules':[{'step':'ensureDomain','kind':'LATE','code':'HOST_REFUSED','millis':1500}]}");
        String late = create("late");
        awaitStrike();
        zone.inventory()
                .sql(
                        "update operation set cancel_requested_at = now(), checked_at = now() + interval '1 minute' where id = ?::uuid")
                .param(late)
                .update();
        record("vm.create-cancelled-at-finish", late, "ROLLED_BACK");

        zone.faults(hangs("fetchImage"));
        String image = accepted(zone.post("/v1/images", image("unwanted")));
        awaitStrike();
        zone.decide(image, "cancel");
        record("image.create-cancelled", image, "ROLLED_BACK");
    }

    @Test
    void runs_that_somebody_else_takes_over() {
        zone.faults(hangs("prepareVm", 1));
        String create = create("superseded");
        awaitStrike();
        zone.inventory()
                .sql("update operation set turn = nextval('turn') where id = ?::uuid")
                .param(create)
                .update();
        zone.ends(create, "SUCCEEDED");
        keep("vm.create-superseded", workflowId(zone.ends(create, "SUCCEEDED"), create, 1));
        zone.ends(delete("superseded"), "SUCCEEDED");

        unwoundFromRows("image", "fetchImage", () -> zone.post("/v1/images", image("lost")));
        unwoundFromRows("l2-network", "ensureNetwork", () -> zone.post("/v1/l2-networks", L2));
        unwoundFromRows(
                "primary-storage",
                "ensureFolder",
                () -> zone.post("/v1/primary-storages", STORAGE));
    }

    /** Its run is terminated in this step, and a person has it rolled back. */
    private void unwoundFromRows(String kind, String step, Supplier<Answer> ask) {
        zone.faults(hangs(step));
        String operation = accepted(ask.get());
        awaitStrike();
        engine.client()
                .newUntypedWorkflowStub(
                        workflowId(zone.dura().get("/v1/operations/" + operation), operation, 1))
                .terminate("recorded");
        zone.ends(operation, "HELD");
        zone.decide(operation, "rollback");
        record(kind + ".create-unwound-from-rows", operation, "ROLLED_BACK");
        zone.faults("{}");
    }

    @Test
    void starts_that_are_rolled_back() {
        zone.runningVm("starter");
        zone.ends(power("starter", "stop"), "SUCCEEDED");
        zone.faults(fails("ensureDomain"));
        record("vm.start-rolled-back", power("starter", "start"), "ROLLED_BACK");
        zone.faults(fails("ensureDomain", "removeDomain"));
        String start = power("starter", "start");
        record("vm.start-held", start, "HELD");
        zone.faults("{}");
        zone.decide(start, "rollback");
        record("vm.start-unwound-from-rows", start, "ROLLED_BACK");
        zone.ends(delete("starter"), "SUCCEEDED");
    }

    @Test
    void what_only_goes_forward_is_held() {
        zone.runningVm("forward");
        held("vm.stop-held", "stopDomain", () -> power("forward", "stop"));
        zone.runningVm("searched");
        held("vm.stop-held-to-search", "stopDomain", () -> power("searched", "stop"));
        zone.ends(power("forward", "start"), "SUCCEEDED");
        held("vm.reboot-held", "rebootDomain", () -> power("forward", "reboot"));
        held("vm.delete-held", "removeVolumes", () -> delete("forward"));
        zone.ends(createImage(), "SUCCEEDED");
        held("image.delete-held", "removeImage", this::deleteImage);
        zone.ends(createNetwork(), "SUCCEEDED");
        held("l2-network.delete-held", "removeNetwork", this::deleteNetwork);
        zone.ends(createStorage(), "SUCCEEDED");
        held("primary-storage.delete-held", "removeFolder", this::deleteStorage);
        zone.ends(createHost(), "SUCCEEDED");
        held("host.delete-held", "removeHost", this::deleteHost);
    }

    private String createStorage() {
        return accepted(zone.post("/v1/primary-storages", STORAGE));
    }

    private String deleteStorage() {
        return accepted(zone.dura().delete("/v1/primary-storages/recorded"));
    }

    private String createNetwork() {
        return accepted(zone.post("/v1/l2-networks", L2));
    }

    private String deleteNetwork() {
        return accepted(zone.dura().delete("/v1/l2-networks/recorded"));
    }

    private String createImage() {
        return accepted(zone.post("/v1/images", image("recorded", "b".repeat(64))));
    }

    private String deleteImage() {
        return accepted(zone.dura().delete("/v1/images/recorded"));
    }

    /** Held by this step, and finished when it works again. */
    private void held(String name, String step, Supplier<String> asked) {
        zone.faults(fails(step));
        String operation = asked.get();
        record(name, operation, "HELD");
        zone.faults("{}");
        zone.decide(operation, "retry");
        zone.ends(operation, "SUCCEEDED");
    }

    @Test
    void debts_are_made_and_paid() {
        zone.faults(
                "{'rules':[{'step':'prepareVm','kind':'FAIL_BEFORE','code':'HOST_UNREACHABLE','times':3}]}");
        record("vm.create-placed-again", create("again"), "SUCCEEDED");
        zone.faults("{}");
        zone.awaitDebtsPaid();
        record("host.settle", settlement(), "SUCCEEDED");

        zone.faults("{'gone':['" + zone.dura().get("/v1/vms/again").text("/host") + "']}");
        record("vm.delete-with-debts", delete("again"), "SUCCEEDED");
        zone.faults(
                "{'rules':[{'step':'removeDomain','kind':'FAIL_BEFORE','code':'SPEC_CONFLICT'}]}");
        Awaitility.await("a settlement that is refused")
                .atMost(Duration.ofSeconds(30))
                .until(() -> zone.strikes() > 0);
        String refused = settlement();
        record("host.settle-held", refused, "HELD");
        zone.faults("{}");
        zone.decide(refused, "retry");
        zone.ends(refused, "SUCCEEDED");
    }

    private String settlement() {
        return zone.inventory()
                .sql(
                        "select id::text from operation where kind = 'host.settle' order by created_at desc limit 1")
                .query(String.class)
                .single();
    }

    private static String fails(String... steps) {
        return rules("'kind':'FAIL_BEFORE','code':'HOST_REFUSED'", steps);
    }

    private static String silent(String step, int times) {
        return rules("'kind':'FAIL_BEFORE','code':'HOST_UNREACHABLE','times':" + times, step);
    }

    private static String hangs(String step) {
        return rules("'kind':'HANG','code':'HOST_REFUSED','millis':1500", step);
    }

    private static String hangs(String step, int times) {
        return rules("'kind':'HANG','code':'HOST_REFUSED','millis':1500,'times':" + times, step);
    }

    private static String rules(String rest, String... steps) {
        return "{'rules':["
                + String.join(
                        ",",
                        java.util.Arrays.stream(steps)
                                .map(step -> "{'step':'" + step + "'," + rest + "}")
                                .toList())
                + "]}";
    }

    private void awaitStrike() {
        Awaitility.await("a fault to strike")
                .atMost(Duration.ofSeconds(20))
                .until(() -> zone.strikes() > 0);
    }

    private String create(String name) {
        return accepted(zone.post("/v1/vms", vm(name)));
    }

    private String createHeld(String name) {
        return accepted(zone.post("/v1/vms", vm(name).replace("}", ",'onFailure':'HOLD'}")));
    }

    private String power(String name, String verb) {
        return accepted(zone.dura().post("/v1/vms/" + name + ":" + verb, ""));
    }

    private String delete(String name) {
        return accepted(zone.dura().delete("/v1/vms/" + name));
    }

    private String createHost() {
        return accepted(zone.post("/v1/hosts", HOST));
    }

    private String deleteHost() {
        return accepted(zone.dura().delete("/v1/hosts/host-9"));
    }

    private static String workflowId(Answer operation, String id, int run) {
        return operation.text("/resource/kind")
                + "/"
                + operation.text("/resource/id")
                + "/"
                + id
                + (run == 1 ? "" : "/" + run);
    }

    /** Keeps the latest run of an operation that has ended so. */
    private void record(String name, String operation, String end) {
        Answer ended = zone.ends(operation, end);
        int run =
                zone.inventory()
                        .sql("select run from operation where id = ?::uuid")
                        .param(operation)
                        .query(Integer.class)
                        .single();
        keep(name, workflowId(ended, operation, run));
    }

    private void keep(String name, String workflow) {
        try {
            var _ = engine.client().newUntypedWorkflowStub(workflow).getResult(Object.class);
        } catch (WorkflowFailedException heldOrCancelled) {
            assertThat(name).containsPattern("held|cancelled");
        }
        String history =
                engine.client()
                        .fetchHistory(workflow)
                        .toJson(true)
                        .replaceAll("\"identity\": \"[^\"]*\"", "\"identity\": \"worker\"");
        assertThat(history)
                .containsPattern("EVENT_TYPE_WORKFLOW_EXECUTION_(COMPLETED|FAILED|CANCELED)");
        var file = ReplayTest.HISTORIES.resolve(name + ".json");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(ReplayTest.HISTORIES);
                Files.writeString(file, history + "\n");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
