package io.durastack.standalone.chaos;

import io.durastack.workflows.engine.EngineConnection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs in the engine that go on although their operation has ended. */
final class OpenRuns {

    /** A sweep ends what is left open, and the engine's lists are a little late. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EngineConnection engine;
    private final JdbcClient inventory;
    private final UUID zone;

    OpenRuns(EngineConnection engine, JdbcClient inventory, UUID zone) {
        this.engine = engine;
        this.inventory = inventory;
        this.zone = zone;
    }

    /** Waits until there is none; what stays is found. */
    void await(Findings findings) {
        Set<String> ended = ended();
        List<String> open = open(ended);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!open.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            open = open(ended);
        }
        open.forEach(it ->
                findings.add(
                        "stuck",
                        "the run " + it + " goes on, and its operation has ended",
                        operation(it)));
    }

    private Set<String> ended() {
        return inventory
                .sql(
                        """
                        select id::text from operation where zone_id = :zone and state in ('SUCCEEDED', 'ROLLED_BACK')
                        """)
                .param("zone", zone)
                .query((row, index) -> row.getString(1))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    private List<String> open(Set<String> ended) {
        return engine.client()
                .listExecutions("ExecutionStatus = 'Running'")
                .map(it -> it.getExecution().getWorkflowId())
                .filter(it -> ended.contains(operation(it)))
                .toList();
    }

    /** The third part of a run's id. */
    static String operation(String workflow) {
        String[] parts = workflow.split("/", -1);
        return parts.length < 3 ? "" : parts[2];
    }
}
