package io.durastack.workflows.vm;

import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.Removal;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/**
 * What the operations of a VM do in the inventory. Local activities, one transaction each, which
 * first locks the row of the operation and is refused ({@code STALE_STEP}) unless state, turn and
 * epoch fit. Each may run any number of times.
 */
@ActivityInterface
public interface VmInventoryActivities {

    /**
     * Chooses a host, and grants capacity, addresses and places for the volumes. An operation that
     * has placed this VM before gets the same answer.
     *
     * @throws io.durastack.workflows.failure.StepFailure {@code NO_CAPACITY} with what each filter
     *     removed, {@code NO_ADDRESS}, {@code CANCELLED} when a cancel was asked for before
     */
    @ActivityMethod(name = "PlaceVm")
    VmPlacement place(VmStep request);

    /**
     * Chooses another host for a VM whose host does not answer. In the same transaction what may be
     * on the silent host becomes a debt. Called again for the same placement it answers the one
     * that it chose.
     *
     * @throws io.durastack.workflows.failure.StepFailure {@code NO_CAPACITY} when no other host has
     *     room, {@code GUEST_MAY_RUN} when another run has chosen the host and may have started the
     *     guest there; then nothing was changed
     */
    @ActivityMethod(name = "PlaceVmAgain")
    VmPlacement placeAgain(PlaceAgain request);

    /**
     * What may be on hosts of this VM, in the order in which it was made; nothing for a VM that was
     * never placed.
     */
    @ActivityMethod(name = "LookUpVm")
    List<Removal> made(VmStep request);

    /** The same for a create that unwinds, with who has chosen the host. */
    @ActivityMethod(name = "MadeVm")
    Made madeBy(VmStep request);

    /**
     * Ends a create as succeeded. A create whose cancel was asked for before is refused, to be
     * unwound.
     */
    @ActivityMethod(name = "FinishCreateVm")
    FinishOutcome finishCreate(FinishVm request);

    /** Ends a create as rolled back: no VM, no charge, no address; but for what the debts name. */
    @ActivityMethod(name = "FinishCreateVmRolledBack")
    FinishOutcome finishCreateRolledBack(FinishVmRemoval request);

    /** Ends a delete: gives back what the VM held, but for what the debts name. */
    @ActivityMethod(name = "FinishDeleteVm")
    FinishOutcome finishDelete(FinishVmRemoval request);

    /** Where the VM is; for what is done to one that is placed. */
    @ActivityMethod(name = "FindVm")
    VmPlacement placement(VmStep request);

    /** Ends a start as succeeded; one whose cancel was asked for before is refused. */
    @ActivityMethod(name = "FinishStartVm")
    FinishOutcome finishStart(FinishVm request);

    /** Ends a start as rolled back: the VM is what it was before. */
    @ActivityMethod(name = "FinishStartVmRolledBack")
    FinishOutcome finishStartRolledBack(FinishVmRemoval request);

    /** Ends a stop. The VM keeps its place, its addresses and its volumes. */
    @ActivityMethod(name = "FinishStopVm")
    FinishOutcome finishStop(FinishVm request);

    /** Ends a reboot. */
    @ActivityMethod(name = "FinishRebootVm")
    FinishOutcome finishReboot(FinishVm request);
}
