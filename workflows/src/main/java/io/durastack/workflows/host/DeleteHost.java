package io.durastack.workflows.host;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Lets an empty host go. */
@WorkflowInterface
public interface DeleteHost {

    String KIND = "host.delete";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, DeleteHostRequest request);
}
