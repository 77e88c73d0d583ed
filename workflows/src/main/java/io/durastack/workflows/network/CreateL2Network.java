package io.durastack.workflows.network;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Makes an L2 network, on all hosts that are plugged into it. */
@WorkflowInterface
public interface CreateL2Network {

    /** The kind of the operation, and so the type of the workflow. */
    String KIND = "l2-network.create";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, CreateL2NetworkRequest request);
}
