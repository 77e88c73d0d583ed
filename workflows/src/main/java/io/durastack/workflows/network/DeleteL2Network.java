package io.durastack.workflows.network;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Deletes an L2 network, and its bridges on hosts. */
@WorkflowInterface
public interface DeleteL2Network {

    /** The kind of the operation, and so the type of the workflow. */
    String KIND = "l2-network.delete";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, DeleteL2NetworkRequest request);
}
