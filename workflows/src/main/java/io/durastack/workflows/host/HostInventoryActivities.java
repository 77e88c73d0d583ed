package io.durastack.workflows.host;

import io.durastack.workflows.operation.FinishOutcome;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** What the operations of a host do in the inventory. Local activities, fenced like all. */
@ActivityInterface
public interface HostInventoryActivities {

    /** Ends a create as succeeded: the host's capacity is written, and it may get VMs. */
    @ActivityMethod(name = "FinishCreateHost")
    FinishOutcome finishCreate(FinishHost request);

    /** Ends a create as rolled back: there is no host. */
    @ActivityMethod(name = "FinishCreateHostRolledBack")
    FinishOutcome finishCreateRolledBack(FinishHostRemoval request);

    /** Ends a delete: the host is a deleted one. */
    @ActivityMethod(name = "FinishDeleteHost")
    FinishOutcome finishDelete(FinishHostRemoval request);

    /** What is owed to the host: images before the volumes on them, those before their domains. */
    @ActivityMethod(name = "OpenDebtsOfHost")
    List<OpenDebt> openDebts(HostStep request);

    /** Ends a settlement: what was paid is given back, and reserved no longer. */
    @ActivityMethod(name = "FinishSettleHost")
    FinishOutcome finishSettle(FinishSettle request);
}
