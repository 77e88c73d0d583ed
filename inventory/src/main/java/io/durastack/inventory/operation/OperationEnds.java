package io.durastack.inventory.operation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.BeginUnwinding;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.HoldOperation;
import io.durastack.workflows.operation.StepSummary;
import io.durastack.workflows.operation.UnwindingStart;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The three ends of an operation and the turn before two of them. Each is one transaction that
 * locks the operation's row first; the one that commits first wins, and any other run or repeat
 * finds that and does nothing.
 */
public final class OperationEnds {

    private static final String END =
            """
            with ended as (
                update operation set state = :state, steps = :steps::jsonb, error = :error::jsonb,
                    debts = (select count(*) from debt where operation_id = :id and paid_at is null),
                    finished_at = now(), attention = null, lease_until = null, dispatched_at = coalesce(dispatched_at, now())
                where id = :id
            ), released as (
                delete from claim where operation_id = :id
            )
            insert into event (type, project_id, resource_kind, resource_id, resource_name, operation_id, actor, after)
            select e.type, :project, :resourceKind, :resource, :resourceName, :id, :actor, e.after
            from jsonb_to_recordset(:events::jsonb) as e(type text, after jsonb)
            """;

    private final JdbcClient jdbc;
    private final OperationLocks locks;
    private final OperationHandOver handOver;
    private final OperationDebts debts;

    public OperationEnds(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.locks = new OperationLocks(jdbc);
        this.handOver = new OperationHandOver(jdbc);
        this.debts = new OperationDebts(jdbc);
    }

    /**
     * What an end says about the resource: the type of its event, and how it is afterwards.
     *
     * @param gone whether there is no such resource any more
     */
    public record Told(String type, Map<String, ?> after, @JsonIgnore boolean gone) {

        /** There is the resource, and it is like this. */
        public static Told of(String type, Map<String, ?> after) {
            return new Told(type, after, false);
        }

        /** There is no such resource any more. */
        public static Told gone(String type, Map<String, ?> after) {
            return new Told(type, after, true);
        }
    }

    /**
     * Ends an operation that cannot be cancelled any more, as it has only its finish left, or never
     * could.
     *
     * @param work writes the result; runs only in the transaction that ends the operation
     */
    public FinishOutcome succeed(
            Fence fence,
            List<StepSummary> steps,
            List<Debt> owed,
            Function<LockedOperation, Told> work) {
        return finish(fence, "RUNNING", "SUCCEEDED", steps, null, owed, work);
    }

    /**
     * Like {@link #succeed}, but refuses to finish what somebody asked to cancel: the run shall
     * unwind.
     */
    public FinishOutcome succeedUnlessCancelled(
            Fence fence, List<StepSummary> steps, Function<LockedOperation, Told> work) {
        LockedOperation operation = locks.lock(fence.operation());
        return operation.cancelRequested() && operation.admits(fence, "RUNNING")
                ? FinishOutcome.CANCELLED
                : finish(fence, "RUNNING", "SUCCEEDED", steps, null, List.of(), work);
    }

    /** Ends an operation whose effects are gone, but for the debts. */
    public FinishOutcome rollBack(
            Fence fence,
            List<StepSummary> steps,
            @Nullable StepError cause,
            List<Debt> owed,
            Function<LockedOperation, Told> work) {
        return finish(fence, "UNWINDING", "ROLLED_BACK", steps, cause, owed, work);
    }

    private FinishOutcome finish(
            Fence fence,
            String from,
            String to,
            List<StepSummary> steps,
            @Nullable StepError error,
            List<Debt> owed,
            Function<LockedOperation, Told> work) {
        LockedOperation operation = locks.lock(fence.operation());
        if (!operation.admits(fence, from)) {
            // The answer of an earlier try was lost when the operation stands at this very end, by
            // this very turn.
            return operation.admits(fence, to) ? FinishOutcome.DONE : FinishOutcome.SUPERSEDED;
        }
        Told told = work.apply(operation);
        debts.record(operation, owed);
        end(operation, to, steps, error, told);
        return FinishOutcome.DONE;
    }

    private void end(
            LockedOperation operation,
            String state,
            List<StepSummary> steps,
            @Nullable StepError error,
            Told told) {
        write(operation, state, steps, error, told);
        if (operation.awaited()) {
            handOver.from(operation, told);
        }
    }

    /** Ends an operation that no run was started for. The caller has locked its row. */
    void withdraw(LockedOperation operation, StepError cause, Supplier<Told> work) {
        end(operation, "ROLLED_BACK", List.of(), cause, work.get());
    }

    /**
     * Ends a held operation that a person gave up; its steps stay as they were told. The caller has
     * locked its row.
     */
    void abandon(
            LockedOperation operation,
            boolean reversible,
            StepError why,
            List<Debt> owed,
            Supplier<Told> work) {
        Told told = work.get();
        debts.record(operation, owed);
        end(operation, reversible ? "ROLLED_BACK" : "SUCCEEDED", steps(operation), why, told);
    }

    private List<StepSummary> steps(LockedOperation operation) {
        String steps =
                jdbc.sql("select steps::text from operation where id = :id")
                        .param("id", operation.id().value())
                        .query(String.class)
                        .single();
        return List.of(Payloads.mapper().readValue(steps, StepSummary[].class));
    }

    private void write(
            LockedOperation operation,
            String state,
            List<StepSummary> steps,
            @Nullable StepError error,
            Told told) {
        Told end =
                Told.of(
                        "operation." + state.toLowerCase(java.util.Locale.ROOT),
                        Map.of("kind", operation.kind(), "state", state));
        jdbc.sql(END)
                .param("id", operation.id().value())
                .param("state", state)
                .param("steps", json(steps))
                .param("error", error == null ? null : json(error))
                .param("project", operation.project().value())
                .param("resourceKind", operation.resource().kind())
                .param("resource", operation.resource().id())
                .param("resourceName", operation.resource().name())
                .param("actor", operation.actor())
                .param("events", json(List.of(told, end)))
                .update();
    }

    /**
     * {@code RUNNING → UNWINDING} with a new turn. A repeat by the same run gets the same answer.
     */
    public UnwindingStart beginUnwinding(BeginUnwinding request) {
        Fence fence = request.fence();
        LockedOperation operation = locks.lock(fence.operation());
        if (operation.state().equals("UNWINDING") && operation.runTurn() == fence.turn()) {
            return new UnwindingStart(
                    new Fence(fence.operation(), operation.turn(), fence.epoch()));
        }
        if (!operation.admits(fence, "RUNNING")) {
            return new UnwindingStart(null);
        }
        long turn =
                jdbc.sql(
                                """
                                update operation set state = 'UNWINDING', direction = 'UNWIND', turn = nextval('turn'),
                                    run_turn = :old, error = :cause::jsonb, attention = null, priority = 0,
                                    state_since = now()
                                where id = :id returning turn
                                """)
                        .param("old", fence.turn())
                        .param("cause", json(request.cause()))
                        .param("id", operation.id().value())
                        .query(Long.class)
                        .single();
        return new UnwindingStart(new Fence(fence.operation(), turn, fence.epoch()));
    }

    /** Leaves the operation for a person to decide; it keeps its claims. */
    public void hold(HoldOperation request) {
        LockedOperation operation = locks.lock(request.fence().operation());
        if (!operation.admits(request.fence(), "RUNNING", "UNWINDING")) {
            return;
        }
        hold(operation, json(request.reason()), json(request.steps()));
    }

    /**
     * The caller has locked the row.
     *
     * @param steps null to leave those that are there
     */
    void hold(LockedOperation operation, String reason, @Nullable String steps) {
        jdbc.sql(
                        """
                        with held as (
                            update operation set state = 'HELD', steps = coalesce(:steps::jsonb, steps), error = :reason::jsonb, attention = null,
                                state_since = now()
                            where id = :id
                        )
                        insert into event (type, project_id, resource_kind, resource_id, resource_name, operation_id, actor,
                            after)
                        values ('operation.held', :project, :resourceKind, :resource, :resourceName, :id, :actor,
                            jsonb_build_object('kind', :kind::text, 'state', 'HELD'))
                        """)
                .param("id", operation.id().value())
                .param("steps", steps)
                .param("reason", reason)
                .param("project", operation.project().value())
                .param("resourceKind", operation.resource().kind())
                .param("resource", operation.resource().id())
                .param("resourceName", operation.resource().name())
                .param("actor", operation.actor())
                .param("kind", operation.kind())
                .update();
    }

    private static String json(Object value) {
        return Payloads.mapper().writeValueAsString(value);
    }
}
