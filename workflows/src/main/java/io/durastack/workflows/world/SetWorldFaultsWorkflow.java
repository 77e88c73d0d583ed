package io.durastack.workflows.world;

/** One call. */
public final class SetWorldFaultsWorkflow implements SetWorldFaults {

    @Override
    public FaultReport run(WorldPlace place, FaultPlan plan) {
        return WorldCalls.to(place).setFaults(plan);
    }
}
