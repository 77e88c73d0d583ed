package io.durastack.activities.network;

import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.network.NetworkEnds;
import io.durastack.workflows.network.FinishNetwork;
import io.durastack.workflows.network.FinishNetworkRemoval;
import io.durastack.workflows.network.NetworkInventoryActivities;
import io.durastack.workflows.network.NetworkStep;
import io.durastack.workflows.network.PluggedHost;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link NetworkInventoryActivities} in the inventory, one transaction each. */
public final class NetworkInventorySteps implements NetworkInventoryActivities {

    private final Transactions transactions;
    private final NetworkEnds ends;

    public NetworkInventorySteps(JdbcClient jdbc, Transactions transactions) {
        this.transactions = transactions;
        this.ends = new NetworkEnds(jdbc);
    }

    @Override
    public List<PluggedHost> render(NetworkStep request) {
        return transactions.run(() -> ends.render(request));
    }

    @Override
    public FinishOutcome finishCreate(FinishNetwork request) {
        return transactions.run(() -> ends.created(request));
    }

    @Override
    public List<Removal> withdraw(NetworkStep request) {
        return transactions.run(() -> ends.withdraw(request));
    }

    @Override
    public FinishOutcome finishCreateRolledBack(FinishNetworkRemoval request) {
        return transactions.run(() -> ends.createRolledBack(request));
    }

    @Override
    public FinishOutcome finishDelete(FinishNetworkRemoval request) {
        return transactions.run(() -> ends.deleted(request));
    }
}
