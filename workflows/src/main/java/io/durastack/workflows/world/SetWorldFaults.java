package io.durastack.workflows.world;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Replaces the plan of what shall go wrong in a simulated world. No operation: it makes nothing.
 */
@WorkflowInterface
public interface SetWorldFaults {

    String KIND = "world.set_faults";

    @WorkflowMethod(name = KIND)
    FaultReport run(WorldPlace place, FaultPlan plan);
}
