package io.durastack.workflows.image;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;

/**
 * The end of an operation after which there is no such image.
 *
 * @param cause why its create was rolled back
 * @param debts copies on hosts that did not answer
 */
public record FinishImageRemoval(
        Fence fence, ImageId image, StepError cause, List<Debt> debts, List<StepSummary> steps)
        implements FencedRequest {

    public FinishImageRemoval {
        debts = List.copyOf(debts);
        steps = List.copyOf(steps);
    }
}
