package io.durastack.workflows.host;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an operation after which the host is none any more.
 *
 * @param cause why a create was rolled back; null after a delete
 * @param debts what is still set up on a machine that did not answer
 */
public record FinishHostRemoval(
        Fence fence,
        HostId host,
        @Nullable StepError cause,
        List<Debt> debts,
        List<StepSummary> steps)
        implements FencedRequest {

    public FinishHostRemoval {
        debts = List.copyOf(debts);
        steps = List.copyOf(steps);
    }
}
