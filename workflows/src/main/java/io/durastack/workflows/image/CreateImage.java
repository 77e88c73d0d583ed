package io.durastack.workflows.image;

import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Adds an image: fetched, verified and read before anybody can use it. */
@WorkflowInterface
public interface CreateImage {

    String KIND = "image.create";

    @WorkflowMethod(name = KIND)
    OperationResult run(OperationRun run, CreateImageRequest request);
}
