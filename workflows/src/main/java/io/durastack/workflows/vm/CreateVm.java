package io.durastack.workflows.vm;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Makes a VM and starts it. */
@WorkflowInterface
public interface CreateVm {

    String KIND = "vm.create";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, CreateVmRequest request);
}
