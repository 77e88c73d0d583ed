package io.durastack.workflows.vm;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Starts a VM where its volumes are. */
@WorkflowInterface
public interface StartVm {

    String KIND = "vm.start";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, PowerVmRequest request);
}
