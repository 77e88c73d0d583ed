package io.durastack.workflows.network;

import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Removal;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** What the operations of a network do in the inventory. Local activities, fenced like all. */
@ActivityInterface
public interface NetworkInventoryActivities {

    /**
     * From here on hosts shall have the network. Answers those that are in service and plugged into
     * it. Done already, it answers the same.
     */
    @ActivityMethod(name = "RenderNetwork")
    List<PluggedHost> render(NetworkStep request);

    /** Ends a create as succeeded: the network can be used. */
    @ActivityMethod(name = "FinishCreateL2Network")
    FinishOutcome finishCreate(FinishNetwork request);

    /**
     * Takes the network out of what hosts shall have, and answers what takes its bridges away: one
     * removal for each host that may have one. Done already, it answers the same.
     */
    @ActivityMethod(name = "WithdrawNetwork")
    List<Removal> withdraw(NetworkStep request);

    /** Ends a create as rolled back: there is no such network. */
    @ActivityMethod(name = "FinishCreateL2NetworkRolledBack")
    FinishOutcome finishCreateRolledBack(FinishNetworkRemoval request);

    /** Ends a delete: there is no such network. */
    @ActivityMethod(name = "FinishDeleteL2Network")
    FinishOutcome finishDelete(FinishNetworkRemoval request);
}
