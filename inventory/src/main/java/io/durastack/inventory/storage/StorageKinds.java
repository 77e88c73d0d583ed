package io.durastack.inventory.storage;

import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationKind;
import io.durastack.inventory.operation.PlainKind;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.storage.CreatePrimaryStorage;
import io.durastack.workflows.storage.DeletePrimaryStorage;
import io.durastack.workflows.storage.StorageId;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the operations of a primary storage end without a run. */
public final class StorageKinds {

    private StorageKinds() {}

    /** All of them. */
    public static List<OperationKind> all(JdbcClient jdbc) {
        StorageRows rows = new StorageRows(jdbc);
        Function<LockedOperation, List<Removal>> folders =
                operation -> rows.folders(new StorageId(operation.resource().id()));
        return List.of(
                new PlainKind(CreatePrimaryStorage.KIND, true, rows::erased, folders, rows::erased),
                new PlainKind(
                        DeletePrimaryStorage.KIND, false, rows::kept, folders, rows::deleted));
    }
}
