package io.durastack.workflows.storage;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Removal;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/**
 * What the operations of a primary storage do in the inventory. Local activities, fenced like all.
 */
@ActivityInterface
public interface StorageInventoryActivities {

    /** The hosts of its cluster that are in service, by name. */
    @ActivityMethod(name = "FindStorageHosts")
    List<HostRef> findHosts(StorageStep request);

    /** What takes its folders away: one removal for each host that may have one. */
    @ActivityMethod(name = "FindStorageFolders")
    List<Removal> findFolders(StorageStep request);

    /** Ends a create as succeeded: from here on VMs are placed there. */
    @ActivityMethod(name = "FinishCreatePrimaryStorage")
    FinishOutcome finishCreate(FinishStorage request);

    /** Ends a create as rolled back: there is no such storage. */
    @ActivityMethod(name = "FinishCreatePrimaryStorageRolledBack")
    FinishOutcome finishCreateRolledBack(FinishStorageRemoval request);

    /** Ends a delete: there is no such storage. */
    @ActivityMethod(name = "FinishDeletePrimaryStorage")
    FinishOutcome finishDelete(FinishStorageRemoval request);
}
