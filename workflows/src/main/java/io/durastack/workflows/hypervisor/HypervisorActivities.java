package io.durastack.workflows.hypervisor;

import io.temporal.activity.ActivityInterface;

/**
 * Domains on a host. Hosts keep transient domains only: one that does not run is not there. Each
 * verb first compares the turn with the highest that the host has seen for this VM, refuses a lower
 * one ({@code STALE_STEP}) and changes nothing; check, record and act happen under one lock. All of
 * them can throw {@code HOST_UNREACHABLE}, {@code HOST_TIMEOUT} and {@code HOST_BUSY}; after a lost
 * answer the same call again is right.
 */
@ActivityInterface
public interface HypervisorActivities {

    /**
     * Afterwards the volumes exist and the host's bridges are of the wanted generation or later;
     * both are done side by side. It is {@code ensureVolumes} and {@code ensureNetwork} of one host
     * in one step, and fails and repeats like them.
     */
    void prepareVm(PrepareVm request);

    /**
     * Afterwards the domain runs as specified. One that runs already with the same specification is
     * left alone.
     *
     * @return its state with its incarnation
     * @throws io.durastack.workflows.failure.StepFailure {@code SPEC_CONFLICT} when it runs with
     *     another specification, {@code HOST_OUT_OF_MEMORY}, {@code NAME_TAKEN} when a foreign
     *     domain has its name
     */
    DomainState ensureDomain(EnsureDomain request);

    /**
     * Afterwards the domain does not run: it had its grace to shut down by itself and was forced
     * after it.
     */
    DomainState stopDomain(StopDomain request);

    /**
     * Afterwards another incarnation than the one seen before runs, with the same specification.
     */
    DomainState rebootDomain(RebootDomain request);

    /**
     * Afterwards the domain does not run and nothing of it is left on the host but the record of
     * its turn.
     */
    void removeDomain(RemoveDomain request);
}
