package io.durastack.workflows.network;

import io.temporal.activity.ActivityInterface;

/** The bridges of a host, one device with many owners. */
@ActivityInterface
public interface NetworkActivities {

    /**
     * Afterwards the host has applied this generation or a later one. Where it has already, nothing
     * is done; many calls at once are answered by one apply. It has no opposite: who goes changes
     * what is rendered, and a bridge that nobody renders any more goes with the next generation.
     *
     * @return the generation that is applied
     * @throws io.durastack.workflows.failure.StepFailure {@code HOST_UNREACHABLE}, {@code
     *     HOST_TIMEOUT}, {@code HOST_REFUSED} when the host cannot apply it
     */
    long ensureNetwork(EnsureNetwork request);
}
