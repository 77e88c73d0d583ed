package io.durastack.workflows.vm;

import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.StepSummary;
import java.util.List;

/**
 * The end of an operation that leaves the VM in being.
 *
 * @param domain what its host said last
 */
public record FinishVm(Fence fence, VmId vm, DomainState domain, List<StepSummary> steps)
        implements FencedRequest {

    public FinishVm {
        steps = List.copyOf(steps);
    }
}
