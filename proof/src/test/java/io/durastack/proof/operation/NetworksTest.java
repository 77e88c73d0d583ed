package io.durastack.proof.operation;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.created;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworksTest {

    private final SimulatedZone zone = new SimulatedZone(2);

    @AfterEach
    void liftFaults() {
        zone.faults("{}");
        zone.awaitDebtsPaid();
    }

    @AfterAll
    void close() {
        zone.close();
    }

    private Answer made(String name, String rest) {
        return zone.post(
                "/v1/l2-networks",
                "{'name':'" + name + "','zone':'sim-1'" + rest + "}",
                "Prefer",
                "wait=30");
    }

    private void deleted(String name) {
        zone.ends(accepted(zone.dura().delete("/v1/l2-networks/" + name)), "SUCCEEDED");
    }

    private long bridges(String name) {
        return zone.world()
                .sql("select count(*) from sim_bridge where bridge = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    @Test
    void a_network_is_on_all_hosts_when_it_is_ready_and_on_none_when_it_is_deleted() {
        Answer network = made("everywhere", ",'bridge':'br-every'");
        created(network);
        assertThat(network.text("/resource/state")).isEqualTo("READY");
        assertThat(bridges("br-every")).isEqualTo(2);

        deleted("everywhere");
        assertThat(bridges("br-every")).isZero();
        assertThat(zone.dura().get("/v1/l2-networks/everywhere").status()).isEqualTo(404);
    }

    @Test
    void a_segment_is_for_one_network() {
        created(made("first", ",'physicalNetwork':'physnet','vlan':7"));
        created(made("beside", ",'physicalNetwork':'physnet','vlan':8"));

        Answer second = made("second", ",'physicalNetwork':'physnet','vlan':7");

        problem(second, 409, "conflict");
        assertThat(second.text("/detail")).contains("physical network and VLAN");
        deleted("first");
        created(made("second", ",'physicalNetwork':'physnet','vlan':7"));
        deleted("second");
        deleted("beside");
    }

    @Test
    void an_l3_network_needs_one_that_is_ready() {
        zone.faults(
                "{'rules':[{'step':'ensureNetwork','kind':'HANG','code':'HOST_REFUSED','millis':1000}]}");
        String create = accepted(zone.post("/v1/l2-networks", "{'name':'slow','zone':'sim-1'}"));

        Answer early =
                zone.post(
                        "/v1/l3-networks",
                        "{'name':'early','l2Network':'slow','cidr':'10.7.0.0/24'}");

        problem(early, 422, "invalid");
        assertThat(early.text("/detail")).contains("CREATING, not READY");
        zone.ends(create, "ROLLED_BACK");
    }

    @Test
    void a_bridge_that_is_owed_keeps_its_name() {
        created(made("owing", ",'bridge':'br-owed'"));
        zone.faults("{'gone':['host-1']}");
        deleted("owing");
        assertThat(bridges("br-owed")).isEqualTo(1);
        Answer debts = zone.dura().get("/v1/debts?paid=false");
        assertThat(debts.json().toString()).contains("the bridge of l2-network 'owing'");

        Answer taken = made("next", ",'bridge':'br-owed'");

        problem(taken, 409, "conflict");
        assertThat(taken.text("/detail")).contains("br-owed").contains("debt");
        zone.faults("{}");
        zone.awaitDebtsPaid();
        assertThat(bridges("br-owed")).isZero();
        created(made("next", ",'bridge':'br-owed'"));
        deleted("next");
    }

    @Test
    void a_host_that_is_let_go_meanwhile_owes_nothing() {
        created(
                zone.post(
                        "/v1/hosts",
                        "{'name':'host-9','cluster':'c1','simulated':{'cpus':8,'memoryBytes':68719476736,'storageBytes':1099511627776}}",
                        "Prefer",
                        "wait=30"));
        created(made("late", ",'bridge':'br-late'"));
        zone.faults("{'rules':[{'step':'removeHost','kind':'FAIL_BEFORE','code':'HOST_REFUSED'}]}");
        String letGo = accepted(zone.dura().delete("/v1/hosts/host-9"));
        zone.ends(letGo, "HELD");
        zone.faults("{'gone':['host-9']}");
        String delete = accepted(zone.dura().delete("/v1/l2-networks/late"));
        zone.ends(delete, "SUCCEEDED");
        assertThat(debts(delete)).isEqualTo(1);

        zone.faults("{}");
        zone.decide(letGo, "retry");
        zone.ends(letGo, "SUCCEEDED");

        assertThat(debts(delete)).isZero();
        assertThat(zone.dura().get("/v1/debts?paid=false").json().at("/items")).isEmpty();
    }

    private int debts(String operation) {
        return zone.dura().get("/v1/operations/" + operation).json().at("/debts").asInt();
    }
}
