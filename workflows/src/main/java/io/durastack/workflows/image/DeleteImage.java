package io.durastack.workflows.image;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Deletes an image, and its copies on hosts. */
@WorkflowInterface
public interface DeleteImage {

    /** The kind of the operation, and so the type of the workflow. */
    String KIND = "image.delete";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, DeleteImageRequest request);
}
