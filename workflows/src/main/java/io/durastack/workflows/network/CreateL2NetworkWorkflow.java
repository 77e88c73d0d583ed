package io.durastack.workflows.network;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.operation.ReversibleOperation;
import io.temporal.failure.ActivityFailure;
import java.util.List;

/**
 * Look up which hosts are plugged into it, make its bridge on all of them side by side, finish. So
 * a host that cannot have it says so now, and not to the first VM that needs it. Undone, the
 * network is withdrawn from what hosts shall have, and each is brought to that.
 */
public final class CreateL2NetworkWorkflow implements CreateL2Network {

    @Override
    public OperationResult run(OperationRun run, CreateL2NetworkRequest request) {
        return new Creation(run, request.network()).execute();
    }

    private static final class Creation extends ReversibleOperation {

        private final L2NetworkId network;

        Creation(OperationRun run, L2NetworkId network) {
            super(run);
            this.network = network;
        }

        @Override
        protected FinishOutcome forward() {
            List<PluggedHost> hosts =
                    inInventory(
                            "look up hosts",
                            NetworkInventoryActivities.class,
                            it -> it.hosts(new NetworkStep(fence(), network)),
                            found -> found.size() + " hosts");
            hosts.forEach(on -> compensateWith(Removal.network(on.host(), network)));
            sideBySide(hosts, this::makeBridge);
            return finish(
                    NetworkInventoryActivities.class,
                    it -> it.finishCreate(new FinishNetwork(fence(), network, steps())));
        }

        /**
         * A host that does not answer is left out: it gets the bridge when it is back, before the
         * first VM that needs it there.
         */
        private boolean makeBridge(PluggedHost on) {
            try {
                long _ =
                        onThisOrAnotherHost(
                                "make bridge",
                                on.host(),
                                NetworkActivities.class,
                                it ->
                                        it.ensureNetwork(
                                                new EnsureNetwork(
                                                        fence(), on.host(), on.generation())));
                return true;
            } catch (ActivityFailure failure) {
                if (!isSilent(failure)) {
                    throw failure;
                }
                return false;
            }
        }

        @Override
        protected Made made() {
            return Made.bySomeRun(
                    inInventory(
                            "withdraw",
                            NetworkInventoryActivities.class,
                            it -> it.withdraw(new NetworkStep(fence(), network)),
                            found -> found.size() + " hosts"));
        }

        @Override
        protected FinishOutcome rolledBack(StepError cause, List<Debt> debts) {
            return finish(
                    NetworkInventoryActivities.class,
                    it ->
                            it.finishCreateRolledBack(
                                    new FinishNetworkRemoval(
                                            fence(), network, cause, debts, steps())));
        }
    }
}
