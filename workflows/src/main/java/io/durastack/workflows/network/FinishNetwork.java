package io.durastack.workflows.network;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;

/** The end of an operation that leaves the network in being. */
public record FinishNetwork(Fence fence, L2NetworkId network, List<StepSummary> steps)
        implements FencedRequest {

    public FinishNetwork {
        steps = List.copyOf(steps);
    }
}
