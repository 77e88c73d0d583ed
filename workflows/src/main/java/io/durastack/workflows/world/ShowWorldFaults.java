package io.durastack.workflows.world;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Asks a simulated world what shall go wrong, and what has. */
@WorkflowInterface
public interface ShowWorldFaults {

    String KIND = "world.show_faults";

    @WorkflowMethod(name = KIND)
    FaultReport run(WorldPlace place);
}
