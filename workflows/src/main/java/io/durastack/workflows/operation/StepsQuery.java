package io.durastack.workflows.operation;

import io.temporal.workflow.QueryMethod;

/** The question how far a run is. */
@FunctionalInterface
public interface StepsQuery {

    @QueryMethod(name = RunningSteps.QUERY)
    RunningSteps steps();
}
