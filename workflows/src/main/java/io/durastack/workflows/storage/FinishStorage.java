package io.durastack.workflows.storage;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;

/**
 * The end of a create that succeeded.
 *
 * @param rooms of the hosts that have answered
 */
public record FinishStorage(Fence fence, List<StorageRoom> rooms, List<StepSummary> steps)
        implements FencedRequest {

    public FinishStorage {
        rooms = List.copyOf(rooms);
        steps = List.copyOf(steps);
    }
}
