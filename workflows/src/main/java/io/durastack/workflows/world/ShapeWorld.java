package io.durastack.workflows.world;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Sets faults and latency of a simulated world. */
@WorkflowInterface
public interface ShapeWorld {

    String KIND = "world.shape";

    /** Answers the plan as it then stands. */
    @WorkflowMethod(name = KIND)
    FaultReport run(WorldShape shape);
}
