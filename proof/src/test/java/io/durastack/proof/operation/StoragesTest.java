package io.durastack.proof.operation;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.created;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoragesTest {

    private static final long DISK = 1099511627776L;

    /** A twentieth is left free. */
    private static final long ROOM = DISK / 20 * 19;

    private static final String HOST =
            "{'name':'host-9','cluster':'c1','simulated':{'cpus':8,'memoryBytes':68719476736,'storageBytes':"
                    + DISK
                    + "}}";

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

    private static String storage(String name, String path) {
        return "{'name':'" + name + "','cluster':'c1','kind':'LOCAL','path':'" + path + "'}";
    }

    private void made(String name) {
        created(
                zone.post(
                        "/v1/primary-storages",
                        storage(name, "/srv/" + name),
                        "Prefer",
                        "wait=30"));
    }

    private void deleted(String path) {
        zone.ends(accepted(zone.dura().delete("/v1/" + path)), "SUCCEEDED");
    }

    private long room(String name) {
        return zone.dura().get("/v1/primary-storages/" + name).json().at("/bytesTotal").asLong();
    }

    private long folders(String path) {
        return zone.world()
                .sql("select count(*) from sim_folder where path = ?")
                .param(path)
                .query(Long.class)
                .single();
    }

    @Test
    void a_storage_has_room_on_all_hosts_and_on_those_that_are_added_later() {
        made("second");
        assertThat(folders("/srv/second")).isEqualTo(2);
        assertThat(room("second")).isEqualTo(2 * ROOM);

        created(zone.post("/v1/hosts", HOST, "Prefer", "wait=30"));
        assertThat(room("second")).isEqualTo(3 * ROOM);
        deleted("hosts/host-9");
        assertThat(room("second")).isEqualTo(2 * ROOM);

        deleted("primary-storages/second");
        assertThat(folders("/srv/second")).isZero();
        assertThat(zone.dura().get("/v1/primary-storages/second").status()).isEqualTo(404);
    }

    @Test
    void a_host_that_is_added_meanwhile_has_its_room_once() {
        zone.faults(
                "{'rules':[{'step':'ensureFolder','kind':'LATE','code':'HOST_TIMEOUT','millis':1000}]}");
        String create =
                accepted(zone.post("/v1/primary-storages", storage("meanwhile", "/srv/meanwhile")));
        created(zone.post("/v1/hosts", HOST, "Prefer", "wait=30"));
        assertThat(room("meanwhile")).isZero();

        zone.ends(create, "SUCCEEDED");

        assertThat(room("meanwhile")).isEqualTo(3 * ROOM);
        deleted("primary-storages/meanwhile");
        deleted("hosts/host-9");
    }

    @Test
    void a_host_that_is_added_while_a_create_is_taken_back_keeps_no_room() {
        zone.faults(
                "{'rules':[{'step':'ensureFolder','kind':'LATE','code':'HOST_TIMEOUT','millis':1000},"
                        + "{'step':'removeFolder','kind':'LATE','code':'HOST_TIMEOUT','millis':1500}]}");
        String create =
                accepted(zone.post("/v1/primary-storages", storage("fleeting", "/srv/fleeting")));
        String delete = accepted(zone.dura().delete("/v1/primary-storages/fleeting"));
        created(zone.post("/v1/hosts", HOST, "Prefer", "wait=30"));
        assertThat(room("fleeting")).isEqualTo(ROOM);

        zone.ends(create, "ROLLED_BACK");
        zone.ends(delete, "SUCCEEDED");

        assertThat(zone.dura().get("/v1/primary-storages/fleeting").status()).isEqualTo(404);
        deleted("hosts/host-9");
    }

    @Test
    void a_host_and_a_storage_that_are_made_at_once_wait_for_each_other() throws SQLException {
        try (Connection somebody = zone.dura().inventory().dataSource().getConnection()) {
            changes(somebody, "description = 'being made'");
            String create = accepted(zone.post("/v1/hosts", HOST));
            awaitWhoWaits();
            somebody.rollback();
            zone.ends(create, "SUCCEEDED");
        }
        deleted("hosts/host-9");
    }

    @Test
    void a_vm_is_not_placed_on_a_storage_whose_delete_is_accepted_in_that_moment()
            throws SQLException {
        try (Connection somebody = zone.dura().inventory().dataSource().getConnection()) {
            changes(somebody, "state = 'DELETING'");
            String create = accepted(zone.post("/v1/vms", vm("unlucky")));
            awaitWhoWaits();
            somebody.commit();
            assertThat(zone.ends(create, "ROLLED_BACK").text("/error/code"))
                    .isEqualTo("NO_CAPACITY");
            changes(somebody, "state = 'READY'");
            somebody.commit();
        }
    }

    /** In a transaction that is left open. */
    private static void changes(Connection connection, String what) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            int _ =
                    statement.executeUpdate(
                            "update primary_storage set " + what + " where deleted_at is null");
        }
    }

    private void awaitWhoWaits() {
        Awaitility.await("somebody who waits for a lock")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                zone.inventory()
                                        .sql(
                                                """
                                                select count(*) from pg_stat_activity
                                                where datname = current_database() and wait_event_type = 'Lock'
                                                """)
                                        .query(Long.class)
                                        .single(),
                        waiting -> waiting > 0);
    }

    @Test
    void the_room_is_what_the_host_has_there_now() {
        diskOf("host-1", 2 * DISK);
        made("larger");
        assertThat(room("larger")).isEqualTo(2 * DISK / 20 * 19 + ROOM);

        zone.faults(
                "{'rules':[{'step':'ensureFolder','kind':'FAIL_BEFORE','code':'HOST_UNREACHABLE'}]}");
        made("unseen");
        assertThat(room("unseen")).as("of hosts that did not answer").isEqualTo(2 * ROOM);

        diskOf("host-1", DISK);
        zone.faults("{}");
        deleted("primary-storages/larger");
        deleted("primary-storages/unseen");
    }

    private void diskOf(String host, long bytes) {
        zone.world()
                .sql("update sim_host set storage_bytes = ? where name = ?")
                .params(bytes, host)
                .update();
    }

    @Test
    void a_path_is_for_one_storage() {
        made("first");

        Answer second = zone.post("/v1/primary-storages", storage("twin", "/srv/first"));

        problem(second, 409, "conflict");
        assertThat(second.text("/detail")).contains("this path");
        deleted("primary-storages/first");
    }

    @Test
    void one_that_a_host_cannot_have_is_rolled_back_and_says_which_and_why() {
        zone.faults(
                "{'rules':[{'step':'ensureFolder','host':'host-2','kind':'FAIL_BEFORE','code':'FOLDER_REFUSED'}]}");

        Answer refused =
                zone.post(
                        "/v1/primary-storages",
                        storage("nowhere", "/srv/nowhere"),
                        "Prefer",
                        "wait=30");

        problem(refused, 409, "operation_failed");
        assertThat(refused.text("/detail")).contains("host-2").contains("folder");
        assertThat(folders("/srv/nowhere")).isZero();
    }

    @Test
    void one_with_a_volume_on_it_stays_and_no_vm_is_placed_on_one_that_goes() {
        made("busy");
        roomOnlyOn("busy", true);
        zone.runningVm("on-busy");
        problem(zone.dura().delete("/v1/primary-storages/busy"), 409, "in_use");
        deleted("vms/on-busy");
        zone.faults(
                "{'rules':[{'step':'removeFolder','kind':'LATE','code':'HOST_TIMEOUT','millis':1000}]}");
        String delete = accepted(zone.dura().delete("/v1/primary-storages/busy"));

        Answer late = zone.post("/v1/vms", vm("late"), "Prefer", "wait=30");

        problem(late, 409, "no_capacity");
        zone.ends(delete, "SUCCEEDED");
        roomOnlyOn("busy", false);
    }

    /** Or on all of them again. */
    private void roomOnlyOn(String name, boolean only) {
        zone.inventory()
                .sql(
                        """
                        update storage_capacity r set bytes_total = case when :only then r.bytes_used else :room end
                        from primary_storage s where s.id = r.storage_id and s.name <> :name
                        """)
                .param("only", only)
                .param("room", ROOM)
                .param("name", name)
                .update();
    }

    @Test
    void a_host_that_does_not_answer_owes_the_folder() {
        made("owing");
        zone.faults("{'gone':['host-1']}");
        deleted("primary-storages/owing");
        assertThat(folders("/srv/owing")).isEqualTo(1);
        assertThat(zone.dura().get("/v1/debts?paid=false").json().toString())
                .contains("the folder of primary-storage 'owing'");

        Answer next = zone.post("/v1/primary-storages", storage("next", "/srv/owing"));
        problem(next, 409, "conflict");
        assertThat(next.text("/detail")).contains("/srv/owing").contains("debt");

        zone.faults("{}");
        zone.awaitDebtsPaid();

        assertThat(folders("/srv/owing")).isZero();
    }

    @Test
    void a_host_that_is_let_go_meanwhile_owes_nothing() {
        created(zone.post("/v1/hosts", HOST, "Prefer", "wait=30"));
        made("late");
        zone.faults("{'rules':[{'step':'removeHost','kind':'FAIL_BEFORE','code':'HOST_REFUSED'}]}");
        String letGo = accepted(zone.dura().delete("/v1/hosts/host-9"));
        zone.ends(letGo, "HELD");
        zone.faults("{'gone':['host-9']}");
        deleted("primary-storages/late");
        assertThat(zone.dura().get("/v1/debts?paid=false").json().at("/items")).hasSize(1);

        zone.faults("{}");
        zone.decide(letGo, "retry");
        zone.ends(letGo, "SUCCEEDED");

        assertThat(zone.dura().get("/v1/debts?paid=false").json().at("/items")).isEmpty();
    }
}
