package io.durastack.proof.operation;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.durastack.proof.stack.CleanSlate;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.testing.engine.TestingEngine;
import io.durastack.workflows.engine.EngineConnection;
import io.temporal.failure.CanceledFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A cancel and the finish of the same create at once. The operation's row is locked from outside,
 * so that both queue for it in a known order: whoever comes first decides, there is one end, and
 * the world agrees with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FinishRacesTest {

    /** The start takes a second and a half, and succeeds. */
    private static final String SLOW_START =
            "{'rules':[{'step':'ensureDomain','kind':'LATE','code':'HOST_REFUSED','millis':1500}]}";

    private final SimulatedZone zone = new SimulatedZone(1);
    private final EngineConnection engine =
            EngineConnection.to(TestingEngine.shared().target(), "default", "proof", null);
    private CleanSlate before = zone.slate();

    @BeforeEach
    void remember() {
        zone.faults(SLOW_START);
        before = zone.slate();
    }

    @AfterEach
    void nothingIsLeft() {
        zone.faults("{}");
        zone.slate().assertSameAs(before);
        assertThat(zone.differences()).isEmpty();
    }

    @AfterAll
    void close() {
        engine.close();
        zone.close();
    }

    /** Asks for a VM and waits until its guest is being started. */
    private String starting(String name) {
        String create = accepted(zone.post("/v1/vms", vm(name)));
        Awaitility.await("the start to begin")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> zone.strikes() > 0);
        return create;
    }

    private Connection locked(String operation) throws SQLException {
        Connection connection = zone.dura().inventory().dataSource().getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement lock =
                connection.prepareStatement("select 1 from operation where id = ? for update")) {
            lock.setObject(1, UUID.fromString(operation));
            lock.executeQuery();
        }
        return connection;
    }

    private void awaitQueue(int waiting) {
        Awaitility.await(waiting + " to wait for the row")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                zone.inventory()
                                        .sql(
                                                """
                                                select count(*) from pg_stat_activity where wait_event_type = 'Lock'
                                                    and datname = current_database() and query like '%from operation o%'
                                                """)
                                        .query(Long.class)
                                        .single(),
                        count -> count == waiting);
    }

    private CompletableFuture<Answer> cancel(String operation) {
        return CompletableFuture.supplyAsync(() -> zone.decide(operation, "cancel"));
    }

    @Test
    void a_cancel_that_comes_while_finish_runs_is_too_late() throws Exception {
        String create = starting("finished");
        CompletableFuture<Answer> cancel;
        try (Connection row = locked(create)) {
            awaitQueue(1);
            cancel = cancel(create);
            awaitQueue(2);
            row.commit();
        }

        zone.ends(create, "SUCCEEDED");
        problem(cancel.get(20, TimeUnit.SECONDS), 409, "past_cancelling");
        assertThat(zone.dura().get("/v1/vms/finished").text("/state")).isEqualTo("RUNNING");
        erase("finished");
    }

    @Test
    void a_cancel_that_comes_just_before_finish_unwinds() throws Exception {
        String create = starting("cancelled");
        CompletableFuture<Answer> cancel;
        try (Connection row = locked(create)) {
            cancel = cancel(create);
            awaitQueue(1);
            awaitQueue(2);
            row.commit();
        }

        assertThat(cancel.get(20, TimeUnit.SECONDS).status()).isEqualTo(202);
        zone.ends(create, "ROLLED_BACK");
    }

    @Test
    void a_cancel_in_the_engine_while_finish_runs_changes_nothing() throws Exception {
        String create = starting("kept");
        String run =
                "vm/"
                        + zone.dura().get("/v1/operations/" + create).text("/resource/id")
                        + "/"
                        + create;
        try (Connection row = locked(create)) {
            awaitQueue(1);
            engine.client().newUntypedWorkflowStub(run).cancel();
            row.commit();
        }

        zone.ends(create, "SUCCEEDED");
        // The run closes as cancelled, in the engine's eyes; the row has decided.
        assertThatThrownBy(
                        () -> engine.client().newUntypedWorkflowStub(run).getResult(Object.class))
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(zone.dura().get("/v1/vms/kept").text("/state")).isEqualTo("RUNNING");
        assertThat(zone.ends(create, "SUCCEEDED").text("/error/code")).isEmpty();
        erase("kept");
    }

    @Test
    void a_finish_that_the_inventory_does_not_answer_is_tried_again() throws Exception {
        String create = starting("patient");
        try (Connection row = locked(create)) {
            awaitQueue(1);
            // The first try is given up by its lock timeout, and another one comes.
            awaitQueue(0);
            awaitQueue(1);
            row.commit();
        }

        zone.ends(create, "SUCCEEDED");
        erase("patient");
    }

    private void erase(String name) {
        zone.faults("{}");
        zone.ends(accepted(zone.dura().delete("/v1/vms/" + name)), "SUCCEEDED");
        zone.forgetDeleted();
    }
}
