package io.durastack.workflows.world;

/** One call. */
public final class SetWorldLatencyWorkflow implements SetWorldLatency {

    @Override
    public Latency run(WorldPlace place, Latency latency) {
        WorldCalls.to(place).setLatency(latency);
        return latency;
    }
}
