package io.durastack.workflows.vm;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Ends a VM's guest and starts it anew, with the same specification. */
@WorkflowInterface
public interface RebootVm {

    String KIND = "vm.reboot";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, PowerVmRequest request);
}
