package io.durastack.workflows.storage;

import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.ForwardOperation;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import java.util.List;

/**
 * Remove its folders from all hosts of its cluster side by side, finish. No volume has been placed
 * there since it was asked for. It only goes forward. A host that does not answer owes its folder;
 * the storage is gone all the same.
 */
public final class DeletePrimaryStorageWorkflow implements DeletePrimaryStorage {

    @Override
    public OperationResult run(OperationRun run, DeletePrimaryStorageRequest request) {
        return new Deletion(run, request.storage()).execute();
    }

    private static final class Deletion extends ForwardOperation {

        private final StorageId storage;

        Deletion(OperationRun run, StorageId storage) {
            super(run);
            this.storage = storage;
        }

        @Override
        protected FinishOutcome forward() {
            List<Removal> folders =
                    inInventory(
                            "find folders",
                            StorageInventoryActivities.class,
                            it -> it.findFolders(new StorageStep(fence(), storage)),
                            found -> found.size() + " hosts");
            List<Debt> owed = removeAll(folders);
            return finish(
                    StorageInventoryActivities.class,
                    it -> it.finishDelete(new FinishStorageRemoval(fence(), null, owed, steps())));
        }
    }
}
