package io.durastack.activities.storage;

import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.storage.StorageEnds;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.storage.FinishStorage;
import io.durastack.workflows.storage.FinishStorageRemoval;
import io.durastack.workflows.storage.StorageInventoryActivities;
import io.durastack.workflows.storage.StorageStep;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link StorageInventoryActivities} in the inventory, one transaction each. */
public final class StorageInventorySteps implements StorageInventoryActivities {

    private final Transactions transactions;
    private final StorageEnds ends;

    public StorageInventorySteps(JdbcClient jdbc, Transactions transactions) {
        this.transactions = transactions;
        this.ends = new StorageEnds(jdbc);
    }

    @Override
    public List<HostRef> findHosts(StorageStep request) {
        return transactions.run(() -> ends.hosts(request));
    }

    @Override
    public List<Removal> findFolders(StorageStep request) {
        return transactions.run(() -> ends.folders(request));
    }

    @Override
    public FinishOutcome finishCreate(FinishStorage request) {
        return transactions.run(() -> ends.created(request));
    }

    @Override
    public FinishOutcome finishCreateRolledBack(FinishStorageRemoval request) {
        return transactions.run(() -> ends.createRolledBack(request));
    }

    @Override
    public FinishOutcome finishDelete(FinishStorageRemoval request) {
        return transactions.run(() -> ends.deleted(request));
    }
}
