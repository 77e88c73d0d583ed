package io.durastack.workflows.host;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Pays what is owed to a host: takes away what rollbacks and deletes could not while it was silent.
 */
@WorkflowInterface
public interface SettleHost {

    String KIND = "host.settle";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, SettleHostRequest request);
}
