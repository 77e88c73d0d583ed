package io.durastack.workflows.world;

import io.durastack.workflows.host.HostId;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * What the API wants of a world. None of it carries a fence: nothing here belongs to an operation
 * or changes what one made.
 */
@ActivityInterface
public interface WorldActivities {

    /** Everything of ours that is in the world now, asked of the world and not of the inventory. */
    WorldListing list();

    /** Its hosts alone, as far as they are known without a word from them. */
    List<WorldListing.Host> hosts();

    /** What one host holds; empty where there is no such host. */
    WorldListing listHost(HostId host);

    /**
     * Replaces the plan of what shall go wrong, and forgets what has struck before.
     *
     * @throws io.durastack.workflows.failure.StepFailure {@code HOST_REFUSED} in a real world
     */
    FaultReport setFaults(FaultPlan plan);

    /** The plan as it stands, and what has struck. */
    FaultReport faults();

    /** Sets how long hosts take. */
    void setLatency(Latency latency);
}
