package io.durastack.workflows.host;

import io.temporal.activity.ActivityInterface;

/** What makes a machine a host, and lets it go again. */
@ActivityInterface
public interface HostActivities {

    /**
     * Afterwards the machine answers, has what it needs, carries our helper scripts and start hook
     * in this build's version, and a stale start was seen to be refused. A second call with the
     * same request gives the same answer; it changes nothing but what is out of date. After a lost
     * answer: call again.
     *
     * @throws io.durastack.workflows.failure.StepFailure {@code HOST_UNREACHABLE}, {@code
     *     HOST_TIMEOUT}, {@code HOST_UNSUITABLE} with what it lacks, {@code SPEC_CONFLICT} when the
     *     id stands for another machine, {@code STALE_STEP}
     */
    HostFacts ensureHost(EnsureHost request);

    /**
     * Afterwards nothing of ours is set up on the host. A host that is not there, or not ours,
     * counts as removed.
     */
    void removeHost(RemoveHost request);
}
