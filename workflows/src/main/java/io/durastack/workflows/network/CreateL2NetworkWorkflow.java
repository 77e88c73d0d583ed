package io.durastack.workflows.network;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.operation.ReversibleOperation;
import java.util.List;

/**
 * Render it: from there on hosts shall have it. Make its bridge on all that are plugged into it,
 * side by side, finish. So a host that cannot have it says so now, and not to the first VM that
 * needs it. Undone, the network is withdrawn from what hosts shall have, and each is brought to
 * that.
 */
public final class CreateL2NetworkWorkflow implements CreateL2Network {

    @Override
    public OperationResult run(OperationRun run, CreateL2NetworkRequest request) {
        return new Creation(run, request).execute();
    }

    private static final class Creation extends ReversibleOperation {

        private final L2NetworkId network;
        private final String bridge;

        Creation(OperationRun run, CreateL2NetworkRequest request) {
            super(run);
            this.network = request.network();
            this.bridge = request.bridge();
        }

        @Override
        protected FinishOutcome forward() {
            List<PluggedHost> hosts =
                    inInventory(
                            "render",
                            NetworkInventoryActivities.class,
                            it -> it.render(new NetworkStep(fence(), network)),
                            found -> found.size() + " hosts");
            hosts.forEach(on -> compensateWith(Removal.bridge(on.host(), network, bridge)));
            // One that is left out gets the bridge before the first VM that needs it there.
            List<Long> _ =
                    whereTheyAnswer(
                            "make bridge",
                            hosts,
                            PluggedHost::host,
                            NetworkActivities.class,
                            (it, on) ->
                                    it.ensureNetwork(
                                            new EnsureNetwork(
                                                    fence(),
                                                    on.host(),
                                                    on.generation(),
                                                    List.of(bridge))));
            return finish(
                    NetworkInventoryActivities.class,
                    it -> it.finishCreate(new FinishNetwork(fence(), network, steps())));
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
