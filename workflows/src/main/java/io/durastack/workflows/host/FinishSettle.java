package io.durastack.workflows.host;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;
import java.util.UUID;

/**
 * The end of a settlement.
 *
 * @param paid the debts whose things are gone from the host
 */
public record FinishSettle(Fence fence, HostId host, List<UUID> paid, List<StepSummary> steps)
        implements FencedRequest {

    public FinishSettle {
        paid = List.copyOf(paid);
        steps = List.copyOf(steps);
    }
}
