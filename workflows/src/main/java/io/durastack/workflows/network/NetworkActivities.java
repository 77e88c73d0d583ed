package io.durastack.workflows.network;

import io.temporal.activity.ActivityInterface;

/** The bridges of a host, one device with many owners. */
@ActivityInterface
public interface NetworkActivities {

    /**
     * Afterwards the host has applied this generation or a later one. Where it has already, nothing
     * is done; many calls at once are answered by one apply. A VM that goes needs no opposite of
     * it: its network stays. A bridge that the host cannot have keeps none of the others from it.
     *
     * @return the generation that is applied
     * @throws io.durastack.workflows.failure.StepFailure {@code HOST_UNREACHABLE}, {@code
     *     HOST_TIMEOUT}, {@code BRIDGE_REFUSED} when the host cannot have one that was asked for
     */
    long ensureNetwork(EnsureNetwork request);

    /**
     * Afterwards the host has applied what it shall have now, and so no bridge of a network that
     * was withdrawn. The generation that it is brought to is read when it is done, so a call that
     * comes late, or comes twice, brings nothing back. A host that is no more has no bridges.
     *
     * @throws io.durastack.workflows.failure.StepFailure {@code HOST_UNREACHABLE}, {@code
     *     HOST_TIMEOUT}, {@code HOST_REFUSED} while a guest is plugged into it
     */
    void removeNetwork(RemoveNetwork request);
}
