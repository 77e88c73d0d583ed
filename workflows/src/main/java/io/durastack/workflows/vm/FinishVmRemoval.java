package io.durastack.workflows.vm;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an operation after which the VM is no more.
 *
 * @param cause why a create was rolled back; null after a delete
 * @param debts what is still on hosts that did not answer; what they name stays reserved
 */
public record FinishVmRemoval(
        Fence fence, VmId vm, @Nullable StepError cause, List<Debt> debts, List<StepSummary> steps)
        implements FencedRequest {

    public FinishVmRemoval {
        debts = List.copyOf(debts);
        steps = List.copyOf(steps);
    }
}
