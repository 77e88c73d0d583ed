package io.durastack.workflows.vm;

import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.hypervisor.StopDomain;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.ForwardOperation;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;

/** Look up where it is, stop it there, finish. */
public final class StopVmWorkflow implements StopVm {

    @Override
    public OperationResult run(OperationRun run, PowerVmRequest request) {
        return new Stop(run, request).execute();
    }

    private static final class Stop extends ForwardOperation {

        private final PowerVmRequest request;

        Stop(OperationRun run, PowerVmRequest request) {
            super(run);
            this.request = request;
        }

        @Override
        protected FinishOutcome forward() {
            VmPlacement placement =
                    inInventory(
                            "look up",
                            VmInventoryActivities.class,
                            it -> it.placement(new VmStep(fence(), request.vm())),
                            found -> found.host().name());
            DomainState domain =
                    onHost(
                            "stop",
                            placement.host(),
                            HypervisorActivities.class,
                            it ->
                                    it.stopDomain(
                                            new StopDomain(
                                                    fence(),
                                                    placement.host(),
                                                    request.vm(),
                                                    request.graceSeconds())));
            return finish(
                    VmInventoryActivities.class,
                    it -> it.finishStop(new FinishVm(fence(), request.vm(), domain, steps())));
        }
    }
}
