package io.durastack.workflows.storage;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.operation.ReversibleOperation;
import java.util.List;

/**
 * Find the hosts of its cluster, make its folder on all of them side by side, finish with the room
 * that each has there. So a host that cannot have it says so now, and not to the first VM that is
 * placed there; and no VM is placed before.
 */
public final class CreatePrimaryStorageWorkflow implements CreatePrimaryStorage {

    @Override
    public OperationResult run(OperationRun run, CreatePrimaryStorageRequest request) {
        return new Creation(run, request).execute();
    }

    private static final class Creation extends ReversibleOperation {

        private final StorageId storage;
        private final String path;

        Creation(OperationRun run, CreatePrimaryStorageRequest request) {
            super(run);
            this.storage = request.storage();
            this.path = request.path();
        }

        @Override
        protected FinishOutcome forward() {
            List<HostRef> hosts =
                    inInventory(
                            "find hosts",
                            StorageInventoryActivities.class,
                            it -> it.findHosts(new StorageStep(fence(), storage)),
                            found -> found.size() + " hosts");
            hosts.forEach(host -> compensateWith(Removal.folder(host, storage, path)));
            // A host that is left out gets the folder with the first volume there; until it is
            // asked, its room is taken to be that of its storage path.
            List<StorageRoom> rooms =
                    whereTheyAnswer(
                            "make folder",
                            hosts,
                            host -> host,
                            StorageActivities.class,
                            (it, host) ->
                                    new StorageRoom(
                                            host.id(),
                                            it.ensureFolder(
                                                    new EnsureFolder(
                                                            fence(), host, storage, path))));
            return finish(
                    StorageInventoryActivities.class,
                    it -> it.finishCreate(new FinishStorage(fence(), rooms, steps())));
        }

        @Override
        protected Made made() {
            return Made.bySomeRun(
                    inInventory(
                            "find folders",
                            StorageInventoryActivities.class,
                            it -> it.findFolders(new StorageStep(fence(), storage)),
                            found -> found.size() + " hosts"));
        }

        @Override
        protected FinishOutcome rolledBack(StepError cause, List<Debt> debts) {
            return finish(
                    StorageInventoryActivities.class,
                    it ->
                            it.finishCreateRolledBack(
                                    new FinishStorageRemoval(fence(), cause, debts, steps())));
        }
    }
}
