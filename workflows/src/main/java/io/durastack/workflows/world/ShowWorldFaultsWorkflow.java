package io.durastack.workflows.world;

/** One call. */
public final class ShowWorldFaultsWorkflow implements ShowWorldFaults {

    @Override
    public FaultReport run(WorldPlace place) {
        return WorldCalls.to(place).faults();
    }
}
