package io.durastack.workflows.network;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an operation after which there is no such network.
 *
 * @param cause why its create was rolled back; null at the end of a delete
 * @param debts the hosts that did not answer, and may still have its bridge
 */
public record FinishNetworkRemoval(
        Fence fence,
        L2NetworkId network,
        @Nullable StepError cause,
        List<Debt> debts,
        List<StepSummary> steps)
        implements FencedRequest {

    public FinishNetworkRemoval {
        debts = List.copyOf(debts);
        steps = List.copyOf(steps);
    }
}
