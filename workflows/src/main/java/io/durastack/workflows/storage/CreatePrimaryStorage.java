package io.durastack.workflows.storage;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Makes a primary storage, on all hosts of its cluster. */
@WorkflowInterface
public interface CreatePrimaryStorage {

    /** The kind of the operation, and so the type of the workflow. */
    String KIND = "primary-storage.create";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, CreatePrimaryStorageRequest request);
}
