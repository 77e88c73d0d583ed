package io.durastack.workflows.network;

import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.ForwardOperation;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import java.util.List;

/**
 * Withdraw it from what hosts shall have, bring all of them to that side by side, finish. It only
 * goes forward. A host that does not answer owes its bridge; the network is gone all the same.
 */
public final class DeleteL2NetworkWorkflow implements DeleteL2Network {

    @Override
    public OperationResult run(OperationRun run, DeleteL2NetworkRequest request) {
        return new Deletion(run, request.network()).execute();
    }

    private static final class Deletion extends ForwardOperation {

        private final L2NetworkId network;

        Deletion(OperationRun run, L2NetworkId network) {
            super(run);
            this.network = network;
        }

        @Override
        protected FinishOutcome forward() {
            List<Removal> bridges =
                    inInventory(
                            "withdraw",
                            NetworkInventoryActivities.class,
                            it -> it.withdraw(new NetworkStep(fence(), network)),
                            found -> found.size() + " hosts");
            List<Debt> owed = removeAll(bridges);
            return finish(
                    NetworkInventoryActivities.class,
                    it ->
                            it.finishDelete(
                                    new FinishNetworkRemoval(
                                            fence(), network, null, owed, steps())));
        }
    }
}
