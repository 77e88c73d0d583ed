package io.durastack.proof.replay;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.image;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.testing.engine.TestingEngine;
import io.durastack.workflows.engine.EngineConnection;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Records a history of each kind of operation. It writes only what is not there yet: what was
 * recorded once stays, for it is what an older build did.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoriesTest {

    private final SimulatedZone zone = new SimulatedZone(2);
    private final EngineConnection engine =
            EngineConnection.to(TestingEngine.shared().target(), "default", "proof", null);

    @AfterAll
    void close() {
        engine.close();
        zone.close();
    }

    @Test
    void each_kind_of_operation_is_recorded_once() throws IOException {
        record("image.create", accepted(zone.post("/v1/images", image("recorded"))), "SUCCEEDED");
        record(
                "host.create",
                accepted(
                        zone.post(
                                "/v1/hosts",
                                "{'name':'host-9','cluster':'c1','simulated':{'cpus':8,'memoryBytes':68719476736,'storageBytes':1099511627776}}")),
                "SUCCEEDED");
        record("host.delete", accepted(zone.dura().delete("/v1/hosts/host-9")), "SUCCEEDED");
        record("vm.create", accepted(zone.post("/v1/vms", vm("recorded"))), "SUCCEEDED");
        record("vm.stop", accepted(zone.dura().post("/v1/vms/recorded:stop", "")), "SUCCEEDED");
        record("vm.start", accepted(zone.dura().post("/v1/vms/recorded:start", "")), "SUCCEEDED");
        record("vm.reboot", accepted(zone.dura().post("/v1/vms/recorded:reboot", "")), "SUCCEEDED");
        record("vm.delete", accepted(zone.dura().delete("/v1/vms/recorded")), "SUCCEEDED");

        zone.faults(
                "{'rules':[{'step':'ensureDomain','kind':'FAIL_BEFORE','code':'HOST_REFUSED'}]}");
        record("vm.create-rolled-back", accepted(zone.post("/v1/vms", vm("back"))), "ROLLED_BACK");

        zone.faults(
                "{'rules':[{'step':'prepareVm','kind':'FAIL_BEFORE','code':'HOST_UNREACHABLE','times':3}]}");
        record("vm.create-placed-again", accepted(zone.post("/v1/vms", vm("again"))), "SUCCEEDED");
        zone.faults("{}");
        zone.awaitDebtsPaid();
        String settled =
                zone.inventory()
                        .sql("select id::text from operation where kind = 'host.settle' limit 1")
                        .query(String.class)
                        .single();
        record("host.settle", settled, "SUCCEEDED");

        zone.faults("{'gone':['" + zone.dura().get("/v1/vms/again").text("/host") + "']}");
        record("vm.delete-with-debts", accepted(zone.dura().delete("/v1/vms/again")), "SUCCEEDED");
        zone.faults("{}");
    }

    private void record(String name, String operation, String end) throws IOException {
        Answer ended = zone.ends(operation, end);
        String run =
                ended.text("/resource/kind") + "/" + ended.text("/resource/id") + "/" + operation;
        var _ = engine.client().newUntypedWorkflowStub(run).getResult(Object.class);
        String history =
                engine.client()
                        .fetchHistory(run)
                        .toJson(true)
                        .replaceAll("\"identity\": \"[^\"]*\"", "\"identity\": \"worker\"");
        assertThat(history).contains("EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED");
        var file = ReplayTest.HISTORIES.resolve(name + ".json");
        if (!Files.exists(file)) {
            Files.createDirectories(ReplayTest.HISTORIES);
            Files.writeString(file, history + "\n");
        }
    }
}
