package io.durastack.inventory.operation;

import io.durastack.workflows.operation.Direction;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fresh runs. One path serves decisions and lost histories: the row has all that a run needs, so it
 * goes back into the outbox with the next number and a turn of its own. The run before it, should
 * it still act, is refused from here on.
 */
final class OperationRuns {

    private final JdbcClient jdbc;

    OperationRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Belongs into the transaction that has locked the row. */
    void fresh(LockedOperation operation, Direction direction) {
        jdbc.sql(
                        """
                        update operation set state = :state, direction = :direction, run = run + 1, turn = t.turn,
                            run_turn = t.turn, dispatched_at = null, lease_until = null, checked_at = null, attention = null,
                            cancel_requested_at = null, finished_at = null
                        from (select nextval('turn') as turn) t where id = :id
                        """)
                .param("state", direction == Direction.UNWIND ? "UNWINDING" : "RUNNING")
                .param("direction", direction.name())
                .param("id", operation.id().value())
                .update();
    }
}
