package io.durastack.proof.api;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A request and its repeat at the same moment. The VM's row is locked from outside until both wait
 * for it, so neither has seen the other's key.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwinsTest {

    private final SimulatedZone zone = new SimulatedZone(1);

    @AfterAll
    void close() {
        zone.close();
    }

    private CompletableFuture<Answer> send(String body) {
        return CompletableFuture.supplyAsync(
                () -> zone.post("/v1/vms/twin:stop", body, "Idempotency-Key", "one"));
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
                                                    and datname = current_database() and query like '%from vm%'
                                                """)
                                        .query(Long.class)
                                        .single(),
                        count -> count == waiting);
    }

    @Test
    void the_second_gets_the_answer_of_the_first_though_that_is_in_its_way() throws Exception {
        zone.runningVm("twin");
        CompletableFuture<Answer> first;
        CompletableFuture<Answer> second;
        try (Connection lock = zone.dura().inventory().dataSource().getConnection();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("select 1 from vm where name = 'twin' for update");
            first = send("{'force':true}");
            second = send("{'force':true}");
            awaitQueue(2);
            lock.rollback();
        }

        assertThat(accepted(first.join())).isEqualTo(accepted(second.join()));
    }
}
