package io.durastack.inventory.operation;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.OperationId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds operations whose run may be gone, and says in their rows what that means. The engine can do
 * things behind our back (terminate, delete, come back from an older backup); the row decides.
 */
public final class OperationSweep {

    /** So many runs in a row that ended without an end are no accident. */
    private static final int MOST_RUNS = 5;

    private final JdbcClient jdbc;
    private final OperationLocks locks;
    private final OperationRuns runs;
    private final OperationEnds ends;

    public OperationSweep(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.locks = new OperationLocks(jdbc);
        this.runs = new OperationRuns(jdbc);
        this.ends = new OperationEnds(jdbc);
    }

    /**
     * An operation to be looked at.
     *
     * @param turn of its row when it was taken
     */
    public record Suspect(
            OperationId id,
            long turn,
            int run,
            String resourceKind,
            UUID resourceId,
            boolean cancelRequested) {}

    /**
     * Takes the open operations that were not checked for the longest time and marks them as
     * checked, so that several sweepers share the work. Each is left alone for a while after its
     * run was started, and between two checks.
     */
    public List<Suspect> next(int most, Duration every) {
        return jdbc.sql(
                        """
                        update operation o set checked_at = now() from (
                            select id from operation
                            where (select read_only_since is null from installation)
                                and state in ('RUNNING', 'UNWINDING') and dispatched_at < now() - make_interval(secs => :every)
                                and (checked_at is null or checked_at < now() - make_interval(secs => :every))
                            order by checked_at nulls first limit :most for update skip locked) s
                        where o.id = s.id
                        returning o.id, o.turn, o.run, o.resource_kind, o.resource_id, o.cancel_requested_at
                        """)
                .param("most", most)
                .param("every", every.toMillis() / 1000.0)
                .query((row, index) ->
                        new Suspect(
                                new OperationId(row.getObject("id", UUID.class)),
                                row.getLong("turn"),
                                row.getInt("run"),
                                row.getString("resource_kind"),
                                row.getObject("resource_id", UUID.class),
                                row.getObject("cancel_requested_at") != null))
                .list();
    }

    /**
     * Its run has closed without an end of the operation: another run takes it up where the row
     * stands. Belongs into a transaction of its own.
     */
    public void closed(Suspect suspect) {
        LockedOperation operation = locks.lock(suspect.id());
        if (stillOpen(operation, suspect)) {
            if (operation.run() >= MOST_RUNS) {
                hold(operation, "five runs have closed without an end");
            } else {
                runs.instead(operation);
            }
        }
    }

    /**
     * Its run was ended from outside, or is not to be found: a person has to look at it. Belongs
     * into a transaction of its own.
     */
    public void lost(Suspect suspect, String how) {
        LockedOperation operation = locks.lock(suspect.id());
        if (stillOpen(operation, suspect)) {
            hold(operation, how);
        }
    }

    private static boolean stillOpen(LockedOperation operation, Suspect suspect) {
        boolean open = operation.state().equals("RUNNING") || operation.state().equals("UNWINDING");
        return open && operation.turn() == suspect.turn();
    }

    private void hold(LockedOperation operation, String how) {
        StepError error = StepError.of(FailureCode.RUN_LOST, how, null);
        ends.hold(operation, Payloads.mapper().writeValueAsString(error), null);
    }
}
