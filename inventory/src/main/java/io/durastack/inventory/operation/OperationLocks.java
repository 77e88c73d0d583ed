package io.durastack.inventory.operation;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.operation.Direction;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The first statement of every step's transaction: locks the operation's row, and refuses who is
 * late.
 */
public final class OperationLocks {

    private static final String COLUMNS =
            """
            select o.id, o.kind, o.state, o.resource_kind, o.resource_id, o.resource_name, o.project_id, o.actor, o.turn,
                o.run_turn, i.epoch, o.cancel_requested_at is not null as cancel_requested,
                coalesce(o.decision ->> 'what' = 'cancel', false) as cancel_decided,
                o.direction, o.run, o.waits_for is not null as waiting,
                o.awaited
            from operation o cross join installation i where o.id = :id
            """;

    private final JdbcClient jdbc;

    public OperationLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the row for a forward step.
     *
     * @throws StepFailure {@code STALE_STEP} unless the operation runs, with this turn
     */
    public LockedOperation forward(Fence fence) {
        return admitted(lock(fence.operation()), fence, "RUNNING");
    }

    /**
     * Locks the row for a step that may belong to either direction.
     *
     * @throws StepFailure {@code STALE_STEP} unless the operation runs or unwinds, with this turn
     */
    public LockedOperation running(Fence fence) {
        return admitted(lock(fence.operation()), fence, "RUNNING", "UNWINDING");
    }

    /** Locks the row whatever its state. */
    public LockedOperation lock(OperationId id) {
        return row(COLUMNS + " for update of o", id);
    }

    /** The same without the lock, for who only looks: it may be another one a moment later. */
    public LockedOperation look(OperationId id) {
        return row(COLUMNS, id);
    }

    private LockedOperation row(String sql, OperationId id) {
        return jdbc.sql(sql)
                .param("id", id.value())
                .query(OperationLocks::read)
                .optional()
                .orElseThrow(() ->
                        new StepFailure(
                                FailureCode.STALE_STEP, "operation " + id + " is not known"));
    }

    /**
     * Whether a remote step may act now; looks without locking, as the world keeps the turn itself.
     * Spares a host the steps of operations that have ended.
     *
     * @param host where the step would act; null where that is no host
     * @return whether this host was declared lost, or is not one any more
     * @throws StepFailure {@code STALE_STEP} unless the operation runs or unwinds, with this turn
     */
    public boolean check(Fence fence, @Nullable HostId host) {
        Check check =
                jdbc.sql(
                                """
                                select exists (select from operation o cross join installation i
                                        where o.id = :id and o.turn = :turn and i.epoch = :epoch
                                            and o.state in ('RUNNING', 'UNWINDING')) as admitted,
                                    exists (select from host where id = :host and (lost_at is not null or deleted_at is not null)) as lost
                                """)
                        .param("id", fence.operation().value())
                        .param("turn", fence.turn())
                        .param("epoch", fence.epoch())
                        .param("host", host == null ? null : host.value(), Types.OTHER)
                        .query(Check.class)
                        .single();
        if (!check.admitted()) {
            throw stale(fence, "is not at this turn any more");
        }
        return check.lost();
    }

    private record Check(boolean admitted, boolean lost) {}

    private static LockedOperation admitted(
            LockedOperation operation, Fence fence, String... states) {
        if (!operation.admits(fence, states)) {
            throw stale(fence, "is " + operation.state() + " at turn " + operation.turn());
        }
        return operation;
    }

    private static StepFailure stale(Fence fence, String why) {
        return new StepFailure(
                FailureCode.STALE_STEP,
                "operation "
                        + fence.operation()
                        + " "
                        + why
                        + ", the step has turn "
                        + fence.turn());
    }

    private static LockedOperation read(ResultSet row, int index) throws SQLException {
        return new LockedOperation(
                new OperationId(row.getObject("id", UUID.class)),
                row.getString("kind"),
                row.getString("state"),
                new ResourceRef(
                        row.getString("resource_kind"),
                        row.getObject("resource_id", UUID.class),
                        row.getString("resource_name")),
                new ProjectId(row.getObject("project_id", UUID.class)),
                row.getString("actor"),
                row.getLong("turn"),
                row.getLong("run_turn"),
                row.getInt("epoch"),
                row.getBoolean("cancel_requested"),
                row.getBoolean("cancel_decided"),
                Direction.valueOf(row.getString("direction")),
                row.getInt("run"),
                row.getBoolean("waiting"),
                row.getBoolean("awaited"));
    }
}
