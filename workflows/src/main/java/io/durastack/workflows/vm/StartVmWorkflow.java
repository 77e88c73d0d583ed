package io.durastack.workflows.vm;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.hypervisor.EnsureDomain;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.operation.ReversibleOperation;
import java.util.List;

/** Look up where it is, prepare, start, finish. */
public final class StartVmWorkflow implements StartVm {

    @Override
    public OperationResult run(OperationRun run, PowerVmRequest request) {
        return new Start(run, request).execute();
    }

    private static final class Start extends ReversibleOperation {

        private final PowerVmRequest request;

        Start(OperationRun run, PowerVmRequest request) {
            super(run);
            this.request = request;
        }

        @Override
        protected FinishOutcome forward() {
            VmPlacement placement = placement();

            // Nothing to undo: the volumes were there before, and the bridges belong to the host.
            onHost(
                    "prepare",
                    placement.host(),
                    HypervisorActivities.class,
                    it -> {
                        it.prepareVm(placement.preparation(fence()));
                        return placement;
                    });

            removals(placement).forEach(this::compensateWith);
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
                    it -> it.finishStart(new FinishVm(fence(), request.vm(), domain, steps())));
        }

        private VmPlacement placement() {
            return inInventory(
                    "look up",
                    VmInventoryActivities.class,
                    it -> it.placement(new VmStep(fence(), request.vm())),
                    found -> found.host().name());
        }

        /** A guest that may have run before this start is not taken down by its rollback. */
        private List<Removal> removals(VmPlacement placement) {
            return request.mayHaveRun() ? List.of() : List.of(placement.domainRemoval());
        }

        @Override
        protected Made made() {
            return Made.bySomeRun(removals(placement()));
        }

        @Override
        protected FinishOutcome rolledBack(StepError cause, List<Debt> debts) {
            return finish(
                    VmInventoryActivities.class,
                    it ->
                            it.finishStartRolledBack(
                                    new FinishVmRemoval(
                                            fence(), request.vm(), cause, debts, steps())));
        }
    }
}
