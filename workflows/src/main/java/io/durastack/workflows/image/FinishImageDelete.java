package io.durastack.workflows.image;

import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;

/**
 * The end of an image's delete.
 *
 * @param asked the copies that were to be removed
 * @param debts those of them whose hosts did not answer
 */
public record FinishImageDelete(
        Fence fence, ImageId image, List<Removal> asked, List<Debt> debts, List<StepSummary> steps)
        implements FencedRequest {

    public FinishImageDelete {
        asked = List.copyOf(asked);
        debts = List.copyOf(debts);
        steps = List.copyOf(steps);
    }
}
