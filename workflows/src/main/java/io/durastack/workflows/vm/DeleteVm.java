package io.durastack.workflows.vm;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes a VM away, with its volumes and addresses. */
@WorkflowInterface
public interface DeleteVm {

    String KIND = "vm.delete";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, DeleteVmRequest request);
}
