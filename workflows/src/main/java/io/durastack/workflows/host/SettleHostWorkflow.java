package io.durastack.workflows.host;

import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.ForwardOperation;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import java.util.UUID;

/**
 * Look up what is owed, remove it, finish. Its policy is as patient as a host may be away: it waits
 * for the host, and pays when it is back. A debt that comes in meanwhile is paid by the next one.
 */
public final class SettleHostWorkflow implements SettleHost {

    @Override
    public OperationResult run(OperationRun run, SettleHostRequest request) {
        return new Settlement(run, request.host()).execute();
    }

    private static final class Settlement extends ForwardOperation {

        private final HostRef host;

        Settlement(OperationRun run, HostRef host) {
            super(run);
            this.host = host;
        }

        @Override
        protected FinishOutcome forward() {
            List<OpenDebt> open =
                    inInventory(
                            "look up debts",
                            HostInventoryActivities.class,
                            it -> it.openDebts(new HostStep(fence(), host.id())),
                            found -> found.size() + " to pay");
            List<Removal> unpaid =
                    removeAll(open.stream().map(OpenDebt::removal).toList()).stream()
                            .map(Debt::removal)
                            .toList();
            List<UUID> paid =
                    open.stream()
                            .filter(debt -> !unpaid.contains(debt.removal()))
                            .map(OpenDebt::id)
                            .toList();
            return finish(
                    HostInventoryActivities.class,
                    it -> it.finishSettle(new FinishSettle(fence(), host.id(), paid, steps())));
        }
    }
}
