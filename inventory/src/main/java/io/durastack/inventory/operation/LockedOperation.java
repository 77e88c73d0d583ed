package io.durastack.inventory.operation;

import io.durastack.workflows.operation.Direction;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.project.ProjectId;
import java.util.List;

/**
 * The row of an operation, locked until the end of the transaction.
 *
 * @param runTurn the turn that its current run was started with
 * @param cancelRequested whether somebody asked for its end
 * @param cancelDecided whether that was the last decision on it; a delete that waits behind a
 *     create asks for its end, too
 * @param waiting whether it waits for another one's claims
 * @param awaited whether another operation waits for its claims
 */
public record LockedOperation(
        OperationId id,
        String kind,
        String state,
        ResourceRef resource,
        ProjectId project,
        String actor,
        long turn,
        long runTurn,
        int epoch,
        boolean cancelRequested,
        boolean cancelDecided,
        Direction direction,
        int run,
        boolean waiting,
        boolean awaited) {

    /** Whether a step with this fence may act in one of these states. */
    boolean admits(Fence fence, String... states) {
        return turn == fence.turn() && epoch == fence.epoch() && List.of(states).contains(state);
    }
}
