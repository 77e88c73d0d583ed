package io.durastack.workflows.host;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Makes a machine a host. */
@WorkflowInterface
public interface CreateHost {

    String KIND = "host.create";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, CreateHostRequest request);
}
