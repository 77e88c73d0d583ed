package io.durastack.standalone.crash;

import io.durastack.standalone.part.StateFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Waits until an installation is at rest: all parts answer, no operation is open, nothing is owed.
 */
final class Rest {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final JdbcClient inventory;
    private final StateFile state;

    Rest(JdbcClient inventory, StateFile state) {
        this.inventory = inventory;
        this.state = state;
    }

    /** Answers what still moves after six minutes; nothing where it is at rest. */
    List<String> await() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> moving = moving();
        while (!moving.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
            moving = moving();
        }
        return moving;
    }

    private List<String> moving() {
        List<String> down =
                state.read().map(StateFile.Running::parts).orElse(List.of()).stream()
                        .filter(part -> !part.state().equals("UP") || part.process().isEmpty())
                        .map(part -> part.name() + " does not answer")
                        .toList();
        if (!down.isEmpty()) {
            return down;
        }
        try {
            return inventory
                    .sql(
                            """
                            select kind || ' of ' || resource_name || ' (' || id || ') is ' || state || ' after all this time'
                            from operation where state in ('PENDING', 'RUNNING', 'UNWINDING')
                            union all
                            select 'operation ' || operation_id || ' still owes ' || removal::text from debt where paid_at is null
                            """)
                    .query((row, index) -> row.getString(1))
                    .list();
        } catch (DataAccessException away) {
            return List.of("PostgreSQL does not answer: " + away.getMessage());
        }
    }
}
