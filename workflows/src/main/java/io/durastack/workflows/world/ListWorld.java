package io.durastack.workflows.world;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Reads what a world holds: changes nothing, so it is no operation and has no row. */
@WorkflowInterface
public interface ListWorld {

    String KIND = "world.list";

    @WorkflowMethod(name = KIND)
    WorldListing run(WorldQuery query);
}
