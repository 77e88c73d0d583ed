package io.durastack.workflows.vm;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Stops a VM: cleanly, and by force when its grace is over. */
@WorkflowInterface
public interface StopVm {

    String KIND = "vm.stop";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, PowerVmRequest request);
}
