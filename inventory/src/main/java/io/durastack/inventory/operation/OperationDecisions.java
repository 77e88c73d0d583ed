package io.durastack.inventory.operation;

import io.durastack.inventory.operation.DecisionRefusedException.Why;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Direction;
import io.durastack.workflows.operation.OperationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people decide on operations. Each method belongs into one transaction; it locks the
 * operation's row first, so a decision and a step that ends the operation exclude each other.
 *
 * <pre>
 *   PENDING ── cancel ────────► ROLLED_BACK      in this transaction: no run was started
 *   RUNNING ── cancel ────────► a fact in the row; place and finish look at it, the engine gets a hint
 *   HELD ───── retry ─────────► a fresh run in the row's direction, with a turn of its own
 *          ├── rollback ──────► a fresh run that unwinds from the rows
 *          └── abandon ───────► ended here; what may be left on hosts becomes debts
 * </pre>
 *
 * <p>A crash after the commit loses nothing: a fresh run stands in the outbox, and the hint of a
 * cancel is repeated by the sweeper.
 */
public final class OperationDecisions {

    private final JdbcClient jdbc;
    private final OperationLocks locks;
    private final OperationEnds ends;
    private final OperationRuns runs;
    private final OperationKinds kinds;

    public OperationDecisions(JdbcClient jdbc, OperationKinds kinds) {
        this.jdbc = jdbc;
        this.locks = new OperationLocks(jdbc);
        this.ends = new OperationEnds(jdbc);
        this.runs = new OperationRuns(jdbc);
        this.kinds = kinds;
    }

    /**
     * Asks that an operation end without an effect. Asking again is harmless, and no other
     * decision.
     *
     * @param reason kept with the operation, as with every decision
     * @return whether a run has to be told
     * @throws DecisionRefusedException when it is too late
     */
    public boolean cancel(OperationId id, @Nullable String reason, String actor) {
        LockedOperation operation = locks.lock(id);
        if (operation.cancelRequested() && operation.state().equals("UNWINDING")) {
            return false;
        }
        return switch (operation.state()) {
            case "PENDING" -> withdraw(operation, reason, actor);
            case "RUNNING" -> request(operation, reason, actor);
            case "HELD" ->
                    throw new DecisionRefusedException(
                            Why.HELD, "it is held and takes a decision, not a cancel");
            default ->
                    throw new DecisionRefusedException(
                            Why.PAST_CANCELLING, "it is " + operation.state());
        };
    }

    private boolean request(LockedOperation operation, @Nullable String reason, String actor) {
        if (!kinds.named(operation.kind()).reversible()) {
            throw new DecisionRefusedException(
                    Why.PAST_CANCELLING, operation.kind() + " only goes forward, and it has begun");
        }
        if (!operation.cancelDecided()) {
            note(operation, "cancel", reason, actor);
        }
        jdbc.sql(
                        """
                        update operation set cancel_requested_at = coalesce(cancel_requested_at, now())
                        where id = :id
                        """)
                .param("id", operation.id().value())
                .update();
        return true;
    }

    private boolean withdraw(LockedOperation operation, @Nullable String reason, String actor) {
        if (operation.waiting()) {
            throw new DecisionRefusedException(
                    Why.PAST_CANCELLING,
                    "it waits for an operation that was cancelled for its sake");
        }
        note(operation, "cancel", reason, actor);
        ends.withdraw(
                operation,
                StepError.of(FailureCode.CANCELLED, "cancelled before it was started", null),
                () -> kinds.named(operation.kind()).withdraw(operation));
        return false;
    }

    /** Tries a held operation again, in the direction in which it was going. */
    public void retry(OperationId id, @Nullable String reason, String actor) {
        LockedOperation operation = held(id);
        note(operation, "retry", reason, actor);
        runs.decided(operation, operation.direction());
    }

    /** Takes back what a held operation has done. */
    public void rollBack(OperationId id, @Nullable String reason, String actor) {
        LockedOperation operation = held(id);
        if (!kinds.named(operation.kind()).reversible()) {
            throw new DecisionRefusedException(
                    Why.FORWARD_ONLY, operation.kind() + " cannot be rolled back, only retried");
        }
        note(operation, "rollback", reason, actor);
        runs.decided(operation, Direction.UNWIND);
    }

    /**
     * Gives a held operation up. What can be undone ends as rolled back, what only goes forward as
     * succeeded; what it may have left on hosts becomes debts, and stays reserved until they are
     * paid.
     *
     * @param reason kept with the operation
     */
    public void abandon(OperationId id, String reason, String actor) {
        LockedOperation operation = held(id);
        OperationKind kind = kinds.named(operation.kind());
        note(operation, "abandon", reason, actor);
        StepError why = StepError.of(FailureCode.ABANDONED, reason, null);
        List<Debt> debts =
                kind.leftovers(operation).stream().map(removal -> new Debt(removal, why)).toList();
        ends.abandon(
                operation, kind.reversible(), why, debts, () -> kind.abandon(operation, debts));
    }

    private LockedOperation held(OperationId id) {
        LockedOperation operation = locks.lock(id);
        if (!operation.state().equals("HELD")) {
            throw new DecisionRefusedException(Why.NOT_HELD, "it is " + operation.state());
        }
        return operation;
    }

    private void note(
            LockedOperation operation, String what, @Nullable String reason, String actor) {
        Map<String, Object> decision = new HashMap<>();
        decision.put("what", what);
        decision.put("by", actor);
        if (reason != null) {
            decision.put("reason", reason);
        }
        jdbc.sql(
                        """
                        with noted as (
                            update operation set decision = d.note, decisions = decisions || jsonb_build_array(d.note)
                            from (select :decision::jsonb || jsonb_build_object('at', now()) as note) d where id = :id
                        )
                        insert into event (type, project_id, resource_kind, resource_id, resource_name, operation_id, actor,
                            after)
                        values ('operation.decided', :project, :resourceKind, :resource, :resourceName, :id, :actor,
                            :decision::jsonb)
                        """)
                .param("decision", Payloads.mapper().writeValueAsString(decision))
                .param("id", operation.id().value())
                .param("project", operation.project().value())
                .param("resourceKind", operation.resource().kind())
                .param("resource", operation.resource().id())
                .param("resourceName", operation.resource().name())
                .param("actor", actor)
                .update();
    }
}
