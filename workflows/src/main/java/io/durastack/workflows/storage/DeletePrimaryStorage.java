package io.durastack.workflows.storage;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Deletes a primary storage, and its folders on hosts. */
@WorkflowInterface
public interface DeletePrimaryStorage {

    /** The kind of the operation, and so the type of the workflow. */
    String KIND = "primary-storage.delete";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, DeletePrimaryStorageRequest request);
}
