package io.durastack.workflows.vm;

import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.ForwardOperation;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import java.util.List;

/** Look up what there is, remove the domain, remove its volumes, finish. */
public final class DeleteVmWorkflow implements DeleteVm {

    @Override
    public OperationResult run(OperationRun run, DeleteVmRequest request) {
        return new Deletion(run, request.vm()).execute();
    }

    private static final class Deletion extends ForwardOperation {

        private final VmId vm;

        Deletion(OperationRun run, VmId vm) {
            super(run);
            this.vm = vm;
        }

        @Override
        protected FinishOutcome forward() {
            List<Removal> made =
                    inInventory(
                            "look up",
                            VmInventoryActivities.class,
                            it -> it.made(new VmStep(fence(), vm)),
                            found -> null);
            List<Debt> debts = removeAll(made);
            return finish(
                    VmInventoryActivities.class,
                    it -> it.finishDelete(new FinishVmRemoval(fence(), vm, null, debts, steps())));
        }
    }
}
