package io.durastack.workflows.engine;

import io.durastack.workflows.operation.OperationRun;
import java.util.UUID;

/** The names of runs in the engine. */
public final class WorkflowIds {

    private WorkflowIds() {}

    /**
     * {@code <resource kind>/<resource id>/<operation id>}, so that all that ever happened to one
     * resource is found by prefix; a run after the first adds its number.
     */
    public static String of(OperationRun run) {
        return of(run.resource().kind(), run.resource().id(), run.id().value(), run.run());
    }

    /** The same, from its parts. */
    public static String of(String resourceKind, UUID resource, UUID operation, int run) {
        String id = resourceKind + "/" + resource + "/" + operation;
        return run == 1 ? id : id + "/" + run;
    }
}
