package io.durastack.activities.host;

import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.host.HostDebts;
import io.durastack.inventory.host.HostEnds;
import io.durastack.workflows.host.FinishHost;
import io.durastack.workflows.host.FinishHostRemoval;
import io.durastack.workflows.host.FinishSettle;
import io.durastack.workflows.host.HostInventoryActivities;
import io.durastack.workflows.host.HostStep;
import io.durastack.workflows.host.OpenDebt;
import io.durastack.workflows.operation.FinishOutcome;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link HostInventoryActivities} in the inventory, one transaction each. */
public final class HostInventorySteps implements HostInventoryActivities {

    private final Transactions transactions;
    private final HostEnds ends;
    private final HostDebts debts;

    public HostInventorySteps(JdbcClient jdbc, Transactions transactions) {
        this.transactions = transactions;
        this.ends = new HostEnds(jdbc);
        this.debts = new HostDebts(jdbc);
    }

    @Override
    public FinishOutcome finishCreate(FinishHost request) {
        return transactions.run(() -> ends.created(request));
    }

    @Override
    public FinishOutcome finishCreateRolledBack(FinishHostRemoval request) {
        return transactions.run(() -> ends.createRolledBack(request));
    }

    @Override
    public FinishOutcome finishDelete(FinishHostRemoval request) {
        return transactions.run(() -> ends.deleted(request));
    }

    @Override
    public List<OpenDebt> openDebts(HostStep request) {
        return transactions.run(() -> debts.open(request));
    }

    @Override
    public FinishOutcome finishSettle(FinishSettle request) {
        return transactions.run(() -> debts.settled(request));
    }
}
