package io.durastack.workflows.operation;

import io.durastack.workflows.failure.StepError;
import java.util.List;

/**
 * Asks that an operation be held.
 *
 * @param reason why, with the step that failed
 * @param steps what the run has done
 */
public record HoldOperation(Fence fence, StepError reason, List<StepSummary> steps)
        implements FencedRequest {

    public HoldOperation {
        steps = List.copyOf(steps);
    }
}
