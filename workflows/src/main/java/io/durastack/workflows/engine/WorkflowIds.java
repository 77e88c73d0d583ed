package io.durastack.workflows.engine;

import io.durastack.workflows.operation.OperationRun;

/** The names of runs in the engine. */
public final class WorkflowIds {

    private WorkflowIds() {}

    /**
     * {@code <resource kind>/<resource id>/<operation id>}, so that all that ever happened to one
     * resource is found by prefix; a run after the first adds its number.
     */
    public static String of(OperationRun run) {
        String id = run.resource().kind() + "/" + run.resource().id() + "/" + run.id();
        return run.run() == 1 ? id : id + "/" + run.run();
    }
}
