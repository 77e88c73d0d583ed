package io.durastack.workflows.image;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;

/**
 * The end of an operation after which there is no such image.
 *
 * @param cause why its create was rolled back
 * @param asked the copies that were to be removed
 * @param debts those of them whose hosts did not answer
 */
public record FinishImageRemoval(
        Fence fence,
        ImageId image,
        StepError cause,
        List<Removal> asked,
        List<Debt> debts,
        List<StepSummary> steps)
        implements FencedRequest {

    public FinishImageRemoval {
        asked = List.copyOf(asked);
        debts = List.copyOf(debts);
        steps = List.copyOf(steps);
    }
}
