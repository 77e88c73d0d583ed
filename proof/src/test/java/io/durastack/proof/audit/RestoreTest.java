package io.durastack.proof.audit;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.restore.Restoration;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An inventory that was put back to an earlier moment, while its hosts went on. */
class RestoreTest {

    private final SimulatedZone zone = new SimulatedZone(2);

    @AfterEach
    void close() {
        zone.close();
    }

    private List<String> guests() {
        return zone.world()
                .sql(
                        "select host_id || ' ' || vm_id || ' ' || incarnation from sim_domain order by 1")
                .query((row, index) -> row.getString(1))
                .list();
    }

    private List<String> volumes() {
        return zone.world()
                .sql("select host_id || ' ' || locator from sim_volume order by 1")
                .query((row, index) -> row.getString(1))
                .list();
    }

    private JsonNode audit() {
        return zone.dura().get("/v1/audit").json();
    }

    private long number(String sql) {
        return zone.inventory().sql(sql).query(Long.class).single();
    }

    private String vmId(String name) {
        return zone.dura().get("/v1/vms/" + name).text("/id");
    }

    private Answer done(String method, String path) {
        Answer answer = zone.dura().send(method, path, null, Map.of("Prefer", "wait=30"));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer;
    }

    /** Puts the rows back, as a restore does, and waits until the server knows. */
    private void restore(Moment moment) {
        Transactions transactions = new Transactions(zone.dura().inventory().dataSource());
        boolean _ =
                transactions.run(() -> {
                    moment.putBack();
                    Restoration.begin(zone.inventory(), "restored by the proof");
                    return true;
                });
        // Asked with what makes nothing: a server that does not know yet would make it.
        Awaitility.await("the API to be read-only")
                .atMost(Duration.ofSeconds(10))
                .until(() -> zone.dura().delete("/v1/vms/there-is-none").status(), it -> it == 503);
    }

    @Test
    void nothing_is_touched_until_the_audit_was_accepted_and_nothing_is_given_twice() {
        for (String name : List.of("stays", "deleted-later", "stopped-later")) {
            zone.runningVm(name);
        }
        zone.runningVm("started-later");
        done("POST", "/v1/vms/started-later:stop");
        // In flight at the moment of the backup: its run hangs on a host.
        zone.faults("{'rules':[{'step':'ensureDomain','kind':'FAIL_BEFORE','code':'HOST_BUSY'}]}");
        String inFlight = accepted(zone.post("/v1/vms", vm("in-flight")));
        zone.awaitState(inFlight, "RUNNING");
        Moment moment = Moment.now(zone.inventory());

        zone.faults("{}");
        zone.ends(inFlight, "SUCCEEDED");
        zone.runningVm("made-later");
        done("DELETE", "/v1/vms/deleted-later");
        // Gets the address of the one that was just deleted, and that the backup still has.
        zone.runningVm("made-last");
        done("POST", "/v1/vms/stopped-later:stop");
        done("POST", "/v1/vms/started-later:start");
        String madeLater = vmId("made-later");
        String itsAddress = zone.dura().get("/v1/vms/made-later").text("/nics/0/addresses/0");
        String itsMac = zone.dura().get("/v1/vms/made-last").text("/nics/0/mac");
        long highest =
                zone.world().sql("select max(turn) from sim_turn").query(Long.class).single();
        List<String> guests = guests();
        List<String> volumes = volumes();

        restore(moment);

        isReadOnly();
        assertThat(number("select nextval('turn')")).isGreaterThan(highest + 1_000_000_000L);
        List<String> found = findings(madeLater);
        assertThat(found)
                .contains(
                        "DOMAIN LEFTOVER " + madeLater,
                        "DOMAIN LOST " + vmId("deleted-later"),
                        "DOMAIN LOST " + vmId("stopped-later"),
                        "DOMAIN MISMATCH " + vmId("started-later"));

        Answer opened = zone.post("/v1/audit:accept", "{'reason':'looked at all of it'}");

        assertThat(opened.status()).as(opened.json().toString()).isEqualTo(200);
        assertThat(opened.json().at("/domains").asInt()).isEqualTo(2);
        assertThat(opened.json().at("/volumes").asInt()).isEqualTo(4);
        assertThat(opened.json().at("/addressesTaken")).hasSize(1);
        assertThat(opened.json().at("/addresses").asInt()).isEqualTo(1);
        // What was in flight goes on by a fresh run, in the new epoch, and finds its own guest.
        zone.ends(inFlight, "SUCCEEDED");
        assertThat(guests()).as("guests").isEqualTo(guests);
        assertThat(volumes()).as("volumes").isEqualTo(volumes);
        zone.runningVm("new");
        assertThat(zone.dura().get("/v1/vms/new").text("/nics/0/addresses/0"))
                .isNotEqualTo(itsAddress);
        assertThat(zone.dura().get("/v1/vms/new").text("/nics/0/mac")).isGreaterThan(itsMac);

        repairAll();

        assertThat(audit().at("/differences")).as(audit().toString()).isEmpty();
        assertThat(number("select count(*) from placement where owed")).isZero();
        assertThat(number("select count(*) from storage_grant where owed")).isZero();
        assertThat(number("select count(*) from nic_address where owed")).isZero();
        assertThat(zone.dura().get("/v1/vms/stays").text("/state")).isEqualTo("RUNNING");
    }

    private void isReadOnly() {
        problem(zone.post("/v1/vms", vm("refused")), 503, "read_only");
        problem(zone.dura().delete("/v1/vms/stays"), 503, "read_only");
        problem(zone.post("/v1/audit:repair", "{}"), 503, "read_only");
        assertThat(zone.dura().get("/v1/vms/stays").text("/state")).isEqualTo("RUNNING");
        assertThat(audit().at("/notes").toString()).contains("read-only");
        assertThat(zone.dura().get("/v1/tokens").status()).isEqualTo(200);
    }

    /** Each with a call, and with the guests that are there untouched. */
    private List<String> findings(String madeLater) {
        List<String> found = new ArrayList<>();
        audit().at("/differences")
                .forEach(it -> {
                    if (!it.at("/probably").asString().equals("IN_FLIGHT")) {
                        assertThat(it.at("/action").isObject()).as(it.toString()).isTrue();
                    }
                    found.add(
                            it.at("/kind").asString()
                                    + " "
                                    + it.at("/probably").asString()
                                    + " "
                                    + it.at("/id").asString());
                });
        assertThat(found.toString()).contains(madeLater);
        return found;
    }

    /** Does what each difference proposes, one after the other, until none is left. */
    private void repairAll() {
        for (int round = 0; round < 12; round++) {
            JsonNode difference = audit().at("/differences/0");
            if (difference.isMissingNode()) {
                return;
            }
            JsonNode call = difference.at("/action");
            JsonNode body = call.at("/body");
            Answer answer =
                    zone.dura()
                            .send(
                                    call.at("/method").asString(),
                                    call.at("/path").asString(),
                                    body.isObject() ? body.toString() : null,
                                    Map.of("Prefer", "wait=30"));
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        }
    }

    /** In the backup it has no host; meanwhile it runs on one. It must never run on two. */
    @Test
    void a_guest_that_was_not_placed_yet_is_not_started_a_second_time() {
        zone.faults("{'rules':[{'step':'ensureDomain','kind':'FAIL_BEFORE','code':'HOST_BUSY'}]}");
        String inFlight = accepted(zone.post("/v1/vms", vm("in-flight")));
        Awaitility.await("the host to be asked").until(zone::strikes, it -> it > 0);
        Moment moment = Moment.now(zone.inventory());
        unplaceIn("moment");
        zone.faults("{}");
        zone.ends(inFlight, "SUCCEEDED");
        List<String> guests = guests();
        restore(moment);

        Answer opened = zone.post("/v1/audit:accept", "{'reason':'looked'}");

        assertThat(opened.json().at("/domains").asInt()).isEqualTo(1);
        assertThat(zone.ends(inFlight, "ROLLED_BACK").text("/error/code"))
                .isEqualTo("GUEST_MAY_RUN");
        assertThat(guests()).isEqualTo(guests);
        repairAll();
        assertThat(audit().at("/differences")).as(audit().toString()).isEmpty();
        assertThat(guests()).isEmpty();
        assertThat(number("select sum(cpus_used) from host_capacity")).isZero();
    }

    private void unplaceIn(String schema) {
        for (String sql :
                List.of(
                        "update %1$s.host_capacity c set cpus_used = cpus_used - p.cpus, memory_used = memory_used - p.memory_bytes from %1$s.placement p where p.host_id = c.host_id",
                        "delete from %1$s.placement",
                        "update %1$s.storage_capacity set bytes_used = 0",
                        "delete from %1$s.storage_grant",
                        "update %1$s.volume set storage_id = null, host_id = null, locator = null",
                        "update %1$s.vm set host_id = null, host_name = null",
                        "insert into %1$s.free_address select l3_network_id, address from %1$s.nic_address",
                        "delete from %1$s.nic_address")) {
            zone.inventory().sql(sql.formatted(schema)).update();
        }
    }

    @Test
    void an_acceptance_wants_a_reason_and_something_to_accept() {
        zone.runningVm("stays");
        Moment moment = Moment.now(zone.inventory());
        problem(
                zone.post("/v1/audit:accept", "{'reason':'nothing was restored'}"),
                409,
                "conflict");
        restore(moment);
        problem(zone.post("/v1/audit:accept", "{}"), 422, "invalid");

        assertThat(zone.post("/v1/audit:accept", "{'reason':'looked'}").status()).isEqualTo(200);

        assertThat(
                        zone.inventory()
                                .sql("select accepted ->> 'reason' from installation")
                                .query(String.class)
                                .single())
                .isEqualTo("looked");
        zone.runningVm("new");
    }
}
