package io.durastack.workflows.image;

import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;

/**
 * The end of an image's delete.
 *
 * @param debts copies on hosts that did not answer
 */
public record FinishImageDelete(
        Fence fence, ImageId image, List<Debt> debts, List<StepSummary> steps)
        implements FencedRequest {

    public FinishImageDelete {
        debts = List.copyOf(debts);
        steps = List.copyOf(steps);
    }
}
