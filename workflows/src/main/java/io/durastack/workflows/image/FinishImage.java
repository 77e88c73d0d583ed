package io.durastack.workflows.image;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;

/**
 * The end of an operation that leaves the image in being.
 *
 * @param facts what its bytes said
 */
public record FinishImage(Fence fence, ImageId image, ImageFacts facts, List<StepSummary> steps)
        implements FencedRequest {

    public FinishImage {
        steps = List.copyOf(steps);
    }
}
