package io.durastack.activities;

import io.durastack.activities.host.HostInventorySteps;
import io.durastack.activities.image.ImageInventorySteps;
import io.durastack.activities.network.NetworkInventorySteps;
import io.durastack.activities.operation.OperationSteps;
import io.durastack.activities.storage.StorageInventorySteps;
import io.durastack.activities.vm.VmInventorySteps;
import io.durastack.inventory.database.Transactions;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All steps in the inventory. A new resource adds its line here. */
public final class InventorySteps {

    private InventorySteps() {}

    /** What an orchestrator registers beside its workflows. */
    public static List<Object> all(JdbcClient jdbc, Transactions transactions) {
        return List.of(
                new OperationSteps(jdbc, transactions),
                new VmInventorySteps(jdbc, transactions),
                new HostInventorySteps(jdbc, transactions),
                new ImageInventorySteps(jdbc, transactions),
                new NetworkInventorySteps(jdbc, transactions),
                new StorageInventorySteps(jdbc, transactions));
    }
}
