package io.durastack.workflows.world;

/** Tells a world what it is told. */
public final class ShapeWorldWorkflow implements ShapeWorld {

    @Override
    public FaultReport run(WorldShape shape) {
        WorldActivities world = Worlds.stub(shape.zone(), shape.pool());
        Latency latency = shape.latency();
        if (latency != null) {
            world.setLatency(latency);
        }
        FaultPlan faults = shape.faults();
        return faults == null ? world.faults() : world.setFaults(faults);
    }
}
