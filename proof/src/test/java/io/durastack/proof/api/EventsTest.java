package io.durastack.proof.api;

import static io.durastack.proof.stack.SimulatedZone.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.EventReader;
import io.durastack.proof.stack.EventReader.Told;
import io.durastack.proof.stack.SimulatedZone;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {

    private static final String INSERT =
            "insert into event (type, resource_kind, resource_id, resource_name, actor) values ('%s', 'probe', gen_random_uuid(), 'probe', 'proof')";

    private final SimulatedZone zone = new SimulatedZone(1);

    @AfterAll
    void close() {
        zone.close();
    }

    @Test
    void a_reader_that_was_cut_goes_on_where_it_was() {
        List<String> first;
        String last;
        try (EventReader reader = EventReader.open(zone.dura(), "?resourceKind=vm", null)) {
            zone.runningVm("told");
            List<Told> told = reader.await(3);
            first = told.stream().map(Told::type).toList();
            last = told.getLast().id();
        }
        assertThat(first)
                .containsExactly(
                        "io.durastack.operation.accepted.v1",
                        "io.durastack.vm.created.v1",
                        "io.durastack.operation.succeeded.v1");

        zone.ends(SimulatedZone.accepted(zone.dura().delete("/v1/vms/told")), "SUCCEEDED");

        try (EventReader reader = EventReader.open(zone.dura(), "?resourceKind=vm", last)) {
            assertThat(reader.await(3).stream().map(Told::type))
                    .containsExactly(
                            "io.durastack.operation.accepted.v1",
                            "io.durastack.vm.deleted.v1",
                            "io.durastack.operation.succeeded.v1");
        }
    }

    @Test
    void events_come_in_the_order_of_their_commits_and_none_is_missed() throws SQLException {
        try (EventReader reader = EventReader.open(zone.dura(), "?resourceKind=probe", null);
                Connection slow = zone.dura().inventory().dataSource().getConnection();
                Connection quick = zone.dura().inventory().dataSource().getConnection();
                Statement first = slow.createStatement();
                Statement second = quick.createStatement()) {
            slow.setAutoCommit(false);
            first.executeUpdate(INSERT.formatted("probe.slow"));
            // Committed at once, with the higher number: it may not be read before the other one.
            second.executeUpdate(INSERT.formatted("probe.quick"));
            assertThat(reader.quiet()).isTrue();
            slow.commit();

            assertThat(reader.await(2).stream().map(Told::type))
                    .containsExactly("io.durastack.probe.slow.v1", "io.durastack.probe.quick.v1");
        }
    }

    @Test
    void a_cursor_that_has_expired_is_told_so() {
        zone.inventory().sql("update event_horizon set transaction = 1").update();
        problem(zone.dura().get("/v1/events?after=0-0"), 410, "cursor_expired");
        problem(zone.dura().get("/v1/events?after=yesterday"), 400, "bad_request");
        zone.inventory().sql("update event_horizon set transaction = 0").update();
    }
}
