package io.durastack.workflows.world;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Sets how long the hosts of a simulated world take. */
@WorkflowInterface
public interface SetWorldLatency {

    String KIND = "world.set_latency";

    @WorkflowMethod(name = KIND)
    Latency run(WorldPlace place, Latency latency);
}
