package io.durastack.activities.vm;

import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.vm.VmEnds;
import io.durastack.inventory.vm.VmPlacements;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.vm.FinishVm;
import io.durastack.workflows.vm.FinishVmRemoval;
import io.durastack.workflows.vm.PlaceAgain;
import io.durastack.workflows.vm.VmInventoryActivities;
import io.durastack.workflows.vm.VmPlacement;
import io.durastack.workflows.vm.VmStep;
import io.temporal.activity.Activity;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link VmInventoryActivities} in the inventory, one transaction each. */
public final class VmInventorySteps implements VmInventoryActivities {

    private final Transactions transactions;
    private final VmPlacements placements;
    private final VmEnds ends;

    public VmInventorySteps(JdbcClient jdbc, Transactions transactions) {
        this.transactions = transactions;
        this.placements = new VmPlacements(jdbc);
        this.ends = new VmEnds(jdbc);
    }

    @Override
    public VmPlacement place(VmStep request) {
        return transactions.run(() -> placements.place(request, engineRun()));
    }

    @Override
    public List<Removal> made(VmStep request) {
        return transactions.run(() -> placements.made(request));
    }

    @Override
    public Made madeBy(VmStep request) {
        return transactions.run(() -> placements.madeBy(request, engineRun()));
    }

    /** Each run in the engine has its own, also one that was reset. */
    private static String engineRun() {
        return String.valueOf(Activity.getExecutionContext().getInfo().getWorkflowRunId());
    }

    @Override
    public FinishOutcome finishCreate(FinishVm request) {
        return transactions.run(() -> ends.created(request));
    }

    @Override
    public FinishOutcome finishCreateRolledBack(FinishVmRemoval request) {
        return transactions.run(() -> ends.createRolledBack(request));
    }

    @Override
    public FinishOutcome finishDelete(FinishVmRemoval request) {
        return transactions.run(() -> ends.deleted(request));
    }

    @Override
    public VmPlacement placeAgain(PlaceAgain request) {
        return transactions.run(() -> placements.placeAgain(request, engineRun()));
    }

    @Override
    public VmPlacement placement(VmStep request) {
        return transactions.run(() -> placements.placement(request));
    }

    @Override
    public FinishOutcome finishStart(FinishVm request) {
        return transactions.run(() -> ends.started(request));
    }

    @Override
    public FinishOutcome finishStartRolledBack(FinishVmRemoval request) {
        return transactions.run(() -> ends.startRolledBack(request));
    }

    @Override
    public FinishOutcome finishStop(FinishVm request) {
        return transactions.run(() -> ends.stopped(request));
    }

    @Override
    public FinishOutcome finishReboot(FinishVm request) {
        return transactions.run(() -> ends.rebooted(request));
    }
}
