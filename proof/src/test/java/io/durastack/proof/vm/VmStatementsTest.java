package io.durastack.proof.vm;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.SimulatedZone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an operation costs the inventory, as PostgreSQL counts it: without BEGIN and COMMIT. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VmStatementsTest {

    /** A dispatcher looks so, whether there is something to start or not. */
    private static final List<String> LOOK =
            List.of("select pg_try_advisory_xact_lock", "with recursive asker");

    /** What looks around now and then, and this test. */
    private static final List<String> BESIDE =
            List.of(
                    "select distinct zone_id from cluster",
                    "select read_only_since",
                    "select state = ",
                    "select pg_stat_statements_reset");

    private final SimulatedZone zone =
            new SimulatedZone(
                    3,
                    Map.of("durastack.upkeep.sweep", "1h", "durastack.upkeep.settlements", "1h"));

    private record Statement(long calls, String text) {}

    @BeforeAll
    void warm() {
        zone.inventory().sql("create extension pg_stat_statements").update();
        zone.runningVm("first");
        zone.runningVm("second");
    }

    @AfterAll
    void close() {
        zone.close();
    }

    @Test
    void a_create_takes_at_most_25_statements_of_the_inventory() {
        zone.inventory().sql("select pg_stat_statements_reset()").query().listOfRows();
        String create = accepted(zone.post("/v1/vms", vm("counted")));
        awaitEnd(create);

        // One is the batch of the audit, if it is written by now; one look found the create.
        List<Statement> statements = statements();
        long own = statements.stream().mapToLong(Statement::calls).sum();
        assertThat(own + LOOK.size()).as(statements.toString()).isBetween(20L, 25L);
    }

    /** Asks the row: a question to the API would be counted. */
    private void awaitEnd(String operation) {
        Awaitility.await("the end of the create")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        zone.inventory()
                                .sql(
                                        "select state = 'SUCCEEDED' and dispatched_at is not null from operation where id = ?::uuid")
                                .param(operation)
                                .query(Boolean.class)
                                .single());
    }

    private List<Statement> statements() {
        return zone
                .inventory()
                .sql(
                        """
                        select calls, query from pg_stat_statements
                        where dbid = (select oid from pg_database where datname = current_database())
                        """)
                .query((row, _) -> new Statement(row.getLong(1), row.getString(2)))
                .list()
                .stream()
                .filter(it ->
                        Stream.concat(LOOK.stream(), BESIDE.stream())
                                .noneMatch(it.text()::startsWith))
                .toList();
    }
}
