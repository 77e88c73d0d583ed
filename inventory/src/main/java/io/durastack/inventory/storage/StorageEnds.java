package io.durastack.inventory.storage;

import io.durastack.inventory.operation.OperationEnds;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.storage.FinishStorage;
import io.durastack.workflows.storage.FinishStorageRemoval;
import io.durastack.workflows.storage.StorageStep;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The transactions of a primary storage's operations. */
public final class StorageEnds {

    private final OperationLocks locks;
    private final OperationEnds ends;
    private final StorageRows rows;

    public StorageEnds(JdbcClient jdbc) {
        this.locks = new OperationLocks(jdbc);
        this.ends = new OperationEnds(jdbc);
        this.rows = new StorageRows(jdbc);
    }

    /** The hosts on which its folder is to be made. */
    public List<HostRef> hosts(StorageStep step) {
        locks.forward(step.fence());
        return rows.hosts(step.storage());
    }

    /** What takes its folders away. */
    public List<Removal> folders(StorageStep step) {
        locks.running(step.fence());
        return rows.folders(step.storage());
    }

    /** A create succeeded. */
    public FinishOutcome created(FinishStorage request) {
        return ends.succeedUnlessCancelled(
                request.fence(),
                request.steps(),
                operation -> rows.created(operation, request.rooms()));
    }

    /** A create was rolled back: there is no such storage. */
    public FinishOutcome createRolledBack(FinishStorageRemoval request) {
        return ends.rollBack(
                request.fence(),
                request.steps(),
                Objects.requireNonNull(request.cause(), "a rollback has a cause"),
                request.debts(),
                rows::erased);
    }

    /** A delete succeeded: the row stays. Folders that are owed are in the debts. */
    public FinishOutcome deleted(FinishStorageRemoval request) {
        return ends.succeed(request.fence(), request.steps(), request.debts(), rows::deleted);
    }
}
