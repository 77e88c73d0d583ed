package io.durastack.workflows.storage;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an operation after which there is no such primary storage.
 *
 * @param cause why its create was rolled back; null at the end of a delete
 * @param debts the hosts that did not answer, and may still have its folder
 */
public record FinishStorageRemoval(
        Fence fence, @Nullable StepError cause, List<Debt> debts, List<StepSummary> steps)
        implements FencedRequest {

    public FinishStorageRemoval {
        debts = List.copyOf(debts);
        steps = List.copyOf(steps);
    }
}
