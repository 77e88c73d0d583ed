package io.durastack.workflows.host;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;

/**
 * The end of an operation that leaves the host in being.
 *
 * @param facts what it said about itself
 */
public record FinishHost(Fence fence, HostId host, HostFacts facts, List<StepSummary> steps)
        implements FencedRequest {

    public FinishHost {
        steps = List.copyOf(steps);
    }
}
