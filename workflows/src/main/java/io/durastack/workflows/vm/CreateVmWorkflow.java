package io.durastack.workflows.vm;

import io.durastack.workflows.failure.Failures;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.hypervisor.EnsureDomain;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.ReversibleOperation;
import io.temporal.failure.ActivityFailure;
import java.util.List;

/** Place, prepare, start, finish. */
public final class CreateVmWorkflow implements CreateVm {

    @Override
    public OperationResult run(OperationRun run, CreateVmRequest request) {
        return new Creation(run, request.vm()).execute();
    }

    private static final class Creation extends ReversibleOperation {

        private final VmId vm;

        Creation(OperationRun run, VmId vm) {
            super(run);
            this.vm = vm;
        }

        @Override
        protected FinishOutcome forward() {
            VmPlacement placement = prepared(placed());

            compensateWith(placement.domainRemoval());
            DomainState domain =
                    onHost(
                            "start",
                            placement.host(),
                            HypervisorActivities.class,
                            it ->
                                    it.ensureDomain(
                                            new EnsureDomain(
                                                    fence(),
                                                    placement.host(),
                                                    placement.domain())));

            return finish(
                    VmInventoryActivities.class,
                    it -> it.finishCreate(new FinishVm(fence(), vm, domain, steps())));
        }

        /**
         * Nothing is registered for the placement: what it granted goes in the transaction that
         * ends a rollback, when it is known whether a debt still needs it.
         */
        private VmPlacement placed() {
            return inInventory(
                    "place",
                    VmInventoryActivities.class,
                    it -> it.place(new VmStep(fence(), vm)),
                    placed -> placed.host().name());
        }

        /**
         * Prepares the VM's host, or another one where that one does not answer: no guest was
         * started yet; where a run before this one may have, placing again is refused. The
         * transaction that places it again makes a debt of what may be on the silent host, so from
         * there on it is not for this operation to remove.
         */
        private VmPlacement prepared(VmPlacement first) {
            VmPlacement placement = first;
            while (true) {
                // The bridges need no undoing: they belong to the host's generation.
                compensateWith(placement.volumesRemoval());
                try {
                    prepare(placement);
                    return placement;
                } catch (ActivityFailure failure) {
                    if (!isSilent(failure)) {
                        throw failure;
                    }
                    VmPlacement next = placedAgain(placement, failure);
                    owed(placement.volumesRemoval());
                    placement = next;
                }
            }
        }

        private void prepare(VmPlacement placement) {
            onThisOrAnotherHost(
                    "prepare",
                    placement.host(),
                    HypervisorActivities.class,
                    it -> {
                        it.prepareVm(placement.preparation(fence()));
                        return placement;
                    });
        }

        private VmPlacement placedAgain(VmPlacement silent, ActivityFailure failure) {
            return inInventory(
                    "place again",
                    VmInventoryActivities.class,
                    it ->
                            it.placeAgain(
                                    new PlaceAgain(
                                            fence(),
                                            vm,
                                            silent.id(),
                                            Failures.toError(failure, "prepare"))),
                    placed -> placed.host().name());
        }

        @Override
        protected Made made() {
            return inInventory(
                    "look up",
                    VmInventoryActivities.class,
                    it -> it.madeBy(new VmStep(fence(), vm)),
                    found -> null);
        }

        @Override
        protected FinishOutcome rolledBack(StepError cause, List<Debt> debts) {
            return finish(
                    VmInventoryActivities.class,
                    it ->
                            it.finishCreateRolledBack(
                                    new FinishVmRemoval(fence(), vm, cause, debts, steps())));
        }
    }
}
