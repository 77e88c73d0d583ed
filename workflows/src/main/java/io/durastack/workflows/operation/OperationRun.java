package io.durastack.workflows.operation;

import io.durastack.workflows.zone.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One run of an operation, as its row stood when the run was started.
 *
 * @param kind resource and verb, {@code vm.create}; also the workflow type
 * @param zone where the resource lives; null for what belongs to no zone
 * @param run 1 for the first run; each decision on a held operation starts the next
 */
public record OperationRun(
        OperationId id,
        String kind,
        ResourceRef resource,
        @Nullable ZoneId zone,
        long turn,
        int epoch,
        int run,
        Direction direction,
        OnFailure onFailure,
        StepPolicy policy) {

    public Fence fence() {
        return new Fence(id, turn, epoch);
    }
}
