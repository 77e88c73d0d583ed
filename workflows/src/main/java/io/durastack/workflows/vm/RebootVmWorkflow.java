package io.durastack.workflows.vm;

import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.hypervisor.RebootDomain;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.ForwardOperation;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import java.util.Objects;

/**
 * Look up where it is, reboot it there, finish. The incarnation that shall end was noted when the
 * reboot was accepted, so a try whose answer was lost does not reboot a second time.
 */
public final class RebootVmWorkflow implements RebootVm {

    @Override
    public OperationResult run(OperationRun run, PowerVmRequest request) {
        return new Reboot(run, request).execute();
    }

    private static final class Reboot extends ForwardOperation {

        private final PowerVmRequest request;

        Reboot(OperationRun run, PowerVmRequest request) {
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
            String seen = Objects.requireNonNullElse(request.incarnation(), "none");
            DomainState domain =
                    onHost(
                            "reboot",
                            placement.host(),
                            HypervisorActivities.class,
                            it ->
                                    it.rebootDomain(
                                            new RebootDomain(
                                                    fence(),
                                                    placement.host(),
                                                    placement.domain(),
                                                    seen,
                                                    request.graceSeconds())));
            return finish(
                    VmInventoryActivities.class,
                    it -> it.finishReboot(new FinishVm(fence(), request.vm(), domain, steps())));
        }
    }
}
