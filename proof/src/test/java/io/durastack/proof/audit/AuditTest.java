package io.durastack.proof.audit;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.CleanSlate;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Each kind of difference, made by hand: it is named, repaired by its own call, and gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    private final SimulatedZone zone = new SimulatedZone(2);
    private String web = "";
    private CleanSlate before = zone.slate();

    @BeforeAll
    void neighbour() {
        zone.neighbourOnEachHost();
    }

    @BeforeEach
    void begin() {
        before = zone.slate();
        zone.runningVm("web");
        web = zone.dura().get("/v1/vms/web").text("/id");
        assertThat(audit().at("/differences")).isEmpty();
    }

    /** The VM goes, and with it everything: the neighbour and all counters are as before. */
    @AfterEach
    void end() {
        zone.faults("{}");
        zone.dura().delete("/v1/vms/web", "Prefer", "wait=30");
        zone.awaitDebtsPaid();
        zone.forgetDeleted();
        assertThat(audit().at("/summary/differences").asInt()).isZero();
        zone.slate().assertSameAs(before);
    }

    @AfterAll
    void close() {
        zone.close();
    }

    private JsonNode audit() {
        Answer answer = zone.dura().get("/v1/audit");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json().at("/notAnswered")).isEmpty();
        return answer.json();
    }

    /** The only difference that there is. */
    private JsonNode theOne(String kind, String id, String probably) {
        JsonNode report = audit();
        assertThat(report.at("/differences")).as(report.toString()).hasSize(1);
        JsonNode difference = report.at("/differences/0");
        assertThat(difference.at("/kind").asString()).isEqualTo(kind);
        assertThat(difference.at("/id").asString()).isEqualTo(id);
        assertThat(difference.at("/probably").asString())
                .as(difference.toString())
                .isEqualTo(probably);
        return difference;
    }

    /** Does what a difference proposes, and waits until it is done. */
    private void act(JsonNode difference) {
        JsonNode action = difference.at("/action");
        assertThat(action.at("/effect").asString()).isNotBlank();
        JsonNode body = action.at("/body");
        Answer answer =
                zone.dura()
                        .send(
                                action.at("/method").asString(),
                                action.at("/path").asString(),
                                body.isObject() ? body.toString() : null,
                                Map.of("Prefer", "wait=30"));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    }

    private void world(String sql, Object... values) {
        assertThat(zone.world().sql(sql).params(values).update()).isPositive();
    }

    private String rootVolume() {
        return zone.inventory()
                .sql("select id::text from volume where vm_id = ?::uuid and kind = 'ROOT'")
                .param(web)
                .query(String.class)
                .single();
    }

    /** Another VM's domain and volumes beside those of a VM, as a lost row would leave them. */
    private UUID leftover() {
        UUID vm = UUID.randomUUID();
        world(
                """
                insert into sim_volume (host_id, volume_id, locator, bytes, spec)
                select host_id, ?, '/srv/vm/volumes/left.qcow2', bytes, spec from sim_volume where volume_id = ?::uuid
                """,
                vm,
                rootVolume());
        world(
                """
                insert into sim_domain (host_id, vm_id, spec, cpus, memory_bytes, incarnation)
                select host_id, ?, jsonb_set(spec, '{disks,0,volume,locator}', '"/srv/vm/volumes/left.qcow2"'),
                    cpus, memory_bytes, incarnation from sim_domain where vm_id = ?::uuid
                """,
                vm,
                web);
        world(
                """
                update sim_host h set
                    memory_used = (select sum(memory_bytes) from sim_domain d where d.host_id = h.id),
                    storage_used = (select sum(bytes) from sim_volume v where v.host_id = h.id)
                where id = (select host_id from sim_domain where vm_id = ?)
                """,
                vm);
        return vm;
    }

    @Test
    void a_domain_that_no_row_knows_is_taken_away_with_its_volume() {
        UUID left = leftover();

        JsonNode report = audit();

        assertThat(report.at("/summary/differences").asInt()).as(report.toString()).isEqualTo(2);
        assertThat(report.at("/differences/0/kind").asString()).isEqualTo("DOMAIN");
        assertThat(report.at("/differences/0/probably").asString()).isEqualTo("LEFTOVER");
        assertThat(report.at("/differences/1/kind").asString()).isEqualTo("VOLUME");
        assertThat(report.at("/differences/1/action"))
                .isEqualTo(report.at("/differences/0/action"));
        String host = report.at("/differences/0/host").asString();
        problem(
                zone.post("/v1/audit:repair", repair(host, "VOLUME", left.toString())),
                409,
                "conflict");

        act(report.at("/differences/0"));

        assertThat(audit().at("/differences")).isEmpty();
        assertThat(zone.dura().get("/v1/vms/web").text("/state")).isEqualTo("RUNNING");
        problem(
                zone.post("/v1/audit:repair", repair(host, "DOMAIN", left.toString())),
                404,
                "not_found");
    }

    private static String repair(String host, String kind, String id) {
        return "{'host':'%s','things':[{'kind':'%s','id':'%s'}]}".formatted(host, kind, id);
    }

    @Test
    void a_volume_that_no_row_knows_is_taken_away() {
        UUID left = leftover();
        world(
                """
                with gone as (delete from sim_domain where vm_id = ? returning host_id, memory_bytes)
                update sim_host h set memory_used = memory_used - g.memory_bytes from gone g where h.id = g.host_id
                """,
                left);

        act(theOne("VOLUME", left.toString(), "LEFTOVER"));

        assertThat(audit().at("/differences")).isEmpty();
    }

    /** What has a row that belongs there is never taken away by a repair, whoever asks. */
    @Test
    void what_a_row_knows_is_refused_to_be_repaired_away() {
        String host =
                zone.world()
                        .sql("select host_id::text from sim_domain where vm_id = ?::uuid")
                        .param(web)
                        .query(String.class)
                        .single();

        problem(zone.post("/v1/audit:repair", repair(host, "DOMAIN", web)), 409, "conflict");
        problem(
                zone.post("/v1/audit:repair", repair(host, "VOLUME", rootVolume())),
                409,
                "conflict");

        assertThat(audit().at("/differences")).isEmpty();
    }

    @Test
    void a_guest_that_is_lost_is_stopped_in_its_row_and_can_be_started() {
        world(
                """
                with gone as (delete from sim_domain where vm_id = ?::uuid returning host_id, memory_bytes)
                update sim_host h set memory_used = memory_used - g.memory_bytes from gone g where h.id = g.host_id
                """,
                web);

        act(theOne("DOMAIN", web, "LOST"));

        assertThat(zone.dura().get("/v1/vms/web").text("/state")).isEqualTo("STOPPED");
        assertThat(audit().at("/differences")).isEmpty();
        assertThat(zone.post("/v1/vms/web:start", "", "Prefer", "wait=30").status()).isEqualTo(200);
        assertThat(audit().at("/differences")).isEmpty();
    }

    @Test
    void a_guest_that_should_not_run_is_stopped() {
        zone.inventory()
                .sql("update vm set state = 'STOPPED' where id = ?::uuid")
                .param(web)
                .update();

        act(theOne("DOMAIN", web, "MISMATCH"));

        assertThat(
                        zone.world()
                                .sql("select count(*) from sim_domain where vm_id = ?::uuid")
                                .param(web)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void a_guest_of_another_size_is_stopped() {
        world("update sim_domain set cpus = 3 where vm_id = ?::uuid", web);

        act(theOne("DOMAIN", web, "MISMATCH"));

        assertThat(audit().at("/differences")).isEmpty();
    }

    @Test
    void a_second_domain_of_a_vm_is_taken_away_where_it_does_not_belong() {
        world(
                """
                insert into sim_domain (host_id, vm_id, spec, cpus, memory_bytes, incarnation)
                select h.id, d.vm_id, d.spec, d.cpus, d.memory_bytes, d.incarnation
                from sim_domain d join sim_host h on h.id <> d.host_id where d.vm_id = ?::uuid
                """,
                web);
        world(
                "update sim_host h set memory_used = (select coalesce(sum(memory_bytes), 0) from sim_domain d where d.host_id = h.id)");

        act(theOne("DOMAIN", web, "MISMATCH"));

        assertThat(audit().at("/differences")).isEmpty();
        assertThat(zone.dura().get("/v1/vms/web").text("/state")).isEqualTo("RUNNING");
    }

    /** Somebody moved it: no call ends the only guest that there is. */
    @Test
    void a_domain_that_is_only_where_it_does_not_belong_is_left_to_people() {
        String home =
                zone.world()
                        .sql("select host_id::text from sim_domain where vm_id = ?::uuid")
                        .param(web)
                        .query(String.class)
                        .single();
        move(
                "update sim_domain set host_id = (select id from sim_host where id <> ?::uuid limit 1) where vm_id = ?::uuid",
                home);

        JsonNode report = audit();

        assertThat(report.at("/differences")).as(report.toString()).hasSize(2);
        report.at("/differences").forEach(it -> assertThat(it.at("/action").isObject()).isFalse());
        move("update sim_domain set host_id = ?::uuid where vm_id = ?::uuid", home);
    }

    private void move(String sql, String host) {
        world(sql, host, web);
        world(
                "update sim_host h set memory_used = (select coalesce(sum(memory_bytes), 0) from sim_domain d where d.host_id = h.id)");
    }

    @Test
    void a_vm_whose_volume_is_lost_is_deleted() {
        String root = rootVolume();
        world(
                """
                with gone as (delete from sim_volume where volume_id = ?::uuid returning host_id, bytes)
                update sim_host h set storage_used = storage_used - g.bytes from gone g where h.id = g.host_id
                """,
                root);

        act(theOne("VOLUME", root, "LOST"));

        assertThat(zone.dura().get("/v1/vms/web").status()).isEqualTo(404);
    }

    @Test
    void bridges_that_differ_are_applied_anew_by_the_next_guest() {
        world(
                """
                update sim_bridge set bridge = 'elsewhere' where host_id = (select host_id from sim_domain where vm_id = ?::uuid)
                """,
                web);
        JsonNode report = audit();
        assertThat(report.at("/differences")).as(report.toString()).hasSize(2);
        assertThat(report.at("/differences/0/kind").asString()).isEqualTo("BRIDGE");

        act(report.at("/differences/0"));
        zone.post("/v1/vms/web:stop", "", "Prefer", "wait=30");
        zone.post("/v1/vms/web:start", "", "Prefer", "wait=30");

        assertThat(audit().at("/differences")).isEmpty();
        // The generation of the host's bridges has grown, and stays so.
        zone.dura().delete("/v1/vms/web", "Prefer", "wait=30");
        zone.forgetDeleted();
        before = zone.slate();
    }

    @Test
    void rows_that_do_not_fit_are_told_without_a_call_that_would_hide_it() {
        zone.inventory().sql("update host_capacity set cpus_used = cpus_used + 1").update();
        JsonNode report = audit();
        zone.inventory().sql("update host_capacity set cpus_used = cpus_used - 1").update();

        assertThat(report.at("/differences")).as(report.toString()).hasSize(2);
        report.at("/differences")
                .forEach(it -> {
                    assertThat(it.at("/kind").asString()).isEqualTo("COUNTER");
                    assertThat(it.at("/probably").asString()).isEqualTo("MISMATCH");
                    assertThat(it.at("/action").isObject()).isFalse();
                });

        zone.inventory()
                .sql(
                        "insert into free_address select l3_network_id, address from nic_address limit 1")
                .update();
        assertThat(audit().at("/differences/0/kind").asString()).isEqualTo("ADDRESS");
        zone.inventory()
                .sql("delete from free_address f using nic_address a where a.address = f.address")
                .update();
    }

    /** A held operation holds what it has made: told, with the operation, and not counted. */
    @Test
    void what_an_operation_holds_is_in_flight_and_what_a_debt_names_is_owed() {
        zone.faults(
                "{'rules':[{'step':'removeDomain','kind':'LOSE_ANSWER','code':'HOST_REFUSED'}]}");
        String delete = accepted(zone.dura().delete("/v1/vms/web"));
        zone.awaitState(delete, "HELD");
        // Its domain is gone, its row is not.
        zone.inventory()
                .sql("update vm set state = 'RUNNING' where id = ?::uuid")
                .param(web)
                .update();

        JsonNode held = theOne("DOMAIN", web, "IN_FLIGHT");

        assertThat(held.at("/operation").asString()).isEqualTo(delete);
        assertThat(audit().at("/summary/differences").asInt()).isZero();
        assertThat(audit().at("/summary/inFlight").asInt()).isEqualTo(1);

        zone.inventory()
                .sql("update vm set state = 'DELETING' where id = ?::uuid")
                .param(web)
                .update();
        zone.faults("{'gone':['host-1','host-2']}");
        zone.dura().post("/v1/operations/" + delete + ":abandon", "{\"reason\":\"for the proof\"}");
        zone.ends(delete, "SUCCEEDED");
        JsonNode owed = audit();
        assertThat(owed.at("/summary/owed").asInt()).as(owed.toString()).isEqualTo(2);
        assertThat(owed.at("/summary/differences").asInt()).isZero();
        assertThat(owed.at("/differences/0/probably").asString()).isEqualTo("DEBT");
    }

    @Test
    void one_host_or_zone_can_be_asked_for_alone() {
        leftover();
        String host =
                zone.world()
                        .sql(
                                "select name from sim_host where id <> (select host_id from sim_domain where vm_id = ?::uuid) limit 1")
                        .param(web)
                        .query(String.class)
                        .single();

        Answer other = zone.dura().get("/v1/audit?host=" + host);
        Answer limited = zone.dura().get("/v1/audit?zone=sim-1&limit=1");

        assertThat(other.json().at("/summary/hosts").asInt()).isEqualTo(1);
        assertThat(other.json().at("/differences")).isEmpty();
        assertThat(limited.json().at("/differences")).hasSize(1);
        assertThat(limited.json().at("/summary/notShown").asInt()).isEqualTo(1);
        problem(zone.dura().get("/v1/audit?host=nobody"), 404, "not_found");
        act(audit().at("/differences/0"));
    }
}
