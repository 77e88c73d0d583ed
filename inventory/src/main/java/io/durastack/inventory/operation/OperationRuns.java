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

    /**
     * The next run, as somebody decided. A cancel that was asked for before is settled by that,
     * unless a delete waits for it: that one was promised that nothing comes of this one. What was
     * late has its time again: it counts from the decision. Belongs into the transaction that has
     * locked the row.
     */
    void decided(LockedOperation operation, Direction direction) {
        fresh(operation, direction, true);
    }

    /** The next run in the place of one that was lost: what was asked of it still holds. */
    void instead(LockedOperation operation) {
        fresh(operation, operation.direction(), false);
    }

    private void fresh(LockedOperation operation, Direction direction, boolean decided) {
        jdbc.sql(
                        """
                        update operation set state = :state, direction = :direction, run = run + 1, turn = t.turn,
                            run_turn = t.turn, dispatched_at = null, lease_until = null, checked_at = null, attention = null,
                            cancel_requested_at = case when :decided and not awaited then null else cancel_requested_at end,
                            deadline = case when :decided then now() + coalesce(late_after, deadline - created_at) else deadline end,
                            state_since = now()
                        from (select nextval('turn') as turn) t where id = :id
                        """)
                .param("state", direction == Direction.UNWIND ? "UNWINDING" : "RUNNING")
                .param("direction", direction.name())
                .param("decided", decided)
                .param("id", operation.id().value())
                .update();
    }
}
