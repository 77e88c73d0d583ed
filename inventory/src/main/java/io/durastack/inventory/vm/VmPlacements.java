package io.durastack.inventory.vm;

import io.durastack.inventory.allocation.AddressAllocator;
import io.durastack.inventory.allocation.ChosenHost;
import io.durastack.inventory.allocation.Grants;
import io.durastack.inventory.allocation.HostAllocator;
import io.durastack.inventory.allocation.Need;
import io.durastack.inventory.host.HostObservations;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationDebts;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.vm.PlaceAgain;
import io.durastack.workflows.vm.PlacementId;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.vm.VmPlacement;
import io.durastack.workflows.vm.VmStep;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Places VMs: finds a host, and grants what the VM needs there. Each method belongs into one
 * transaction.
 */
public final class VmPlacements {

    private final OperationLocks locks;
    private final VmBlueprints blueprints;
    private final HostAllocator hosts;
    private final AddressAllocator addresses;
    private final Grants grants;
    private final OperationDebts debts;
    private final HostObservations observations;

    public VmPlacements(JdbcClient jdbc) {
        this.locks = new OperationLocks(jdbc);
        this.blueprints = new VmBlueprints(jdbc);
        this.hosts = new HostAllocator(jdbc);
        this.addresses = new AddressAllocator(jdbc);
        this.grants = new Grants(jdbc);
        this.debts = new OperationDebts(jdbc);
        this.observations = new HostObservations(jdbc);
    }

    /**
     * The placement of a VM, made now or by an earlier try.
     *
     * @param engineRun the run in the engine that asks
     */
    public VmPlacement place(VmStep step, String engineRun) {
        LockedOperation operation = locks.forward(step.fence());
        if (operation.cancelRequested()) {
            throw new StepFailure(FailureCode.CANCELLED, "cancelled before it was placed");
        }
        VmBlueprint blueprint = blueprint(step.vm());
        if (blueprint.foundOn() != null) {
            throw new StepFailure(
                    FailureCode.GUEST_MAY_RUN,
                    "a guest of it was found on host " + blueprint.foundOn());
        }
        return blueprint.placement().orElseGet(() -> placeNow(operation, blueprint, engineRun));
    }

    private VmPlacement placeNow(
            LockedOperation operation, VmBlueprint blueprint, String engineRun) {
        choose(operation, blueprint.vm(), blueprint.need(), engineRun);
        for (VmBlueprint.Port port : blueprint.ports()) {
            if (addresses.grant(port.network(), port.id(), operation.id()).isEmpty()) {
                throw new StepFailure(
                        FailureCode.NO_ADDRESS,
                        "network " + port.network() + " has no free address");
            }
        }
        return blueprint(blueprint.vm()).placement().orElseThrow();
    }

    private void choose(LockedOperation operation, VmId vm, Need need, String engineRun) {
        ChosenHost chosen =
                hosts.choose(need)
                        .orElseThrow(() ->
                                new StepFailure(
                                        FailureCode.NO_CAPACITY, hosts.breakdown(need).text()));
        hosts.grant(chosen, vm, PlacementId.next(), operation.id(), engineRun);
    }

    /**
     * Another placement for a VM whose host does not answer, made now or by an earlier try. What
     * may be on the silent host becomes a debt in the same transaction, and its room stays
     * reserved; its addresses go with the VM, as no guest was started. Hosts that it was tried on
     * before are left out.
     */
    public VmPlacement placeAgain(PlaceAgain request, String engineRun) {
        LockedOperation operation = locks.forward(request.fence());
        VmBlueprint blueprint = blueprint(request.vm());
        VmPlacement placed = blueprint.placement().orElseThrow();
        if (!placed.id().equals(request.silent())) {
            return placed;
        }
        if (!blueprint.placedBy(engineRun)) {
            throw new StepFailure(
                    FailureCode.GUEST_MAY_RUN,
                    "an earlier run may have started it on " + placed.host().name());
        }
        observations.silent(placed.host().id(), request.reason().detail());
        debts.record(operation, List.of(new Debt(placed.volumesRemoval(), request.reason())));
        grants.moveAway(request.vm());
        choose(
                operation,
                request.vm(),
                blueprint.need().without(debts.hosts(operation.id())),
                engineRun);
        return blueprint(request.vm()).placement().orElseThrow();
    }

    /** Where the VM is. */
    public VmPlacement placement(VmStep step) {
        locks.running(step.fence());
        return blueprint(step.vm())
                .placement()
                .orElseThrow(() ->
                        new StepFailure(FailureCode.BUG, "VM " + step.vm() + " is on no host"));
    }

    /** The same, with whether this run in the engine has chosen the host. */
    public Made madeBy(VmStep step, String engineRun) {
        List<Removal> removals = made(step);
        return new Made(
                removals,
                blueprints.find(step.vm()).filter(it -> it.placedBy(engineRun)).isPresent());
    }

    /** What may be on hosts of a VM, in the order in which it was made. */
    public List<Removal> made(VmStep step) {
        locks.running(step.fence());
        return blueprints
                .find(step.vm())
                .flatMap(VmBlueprint::placement)
                .map(placement -> List.of(placement.volumesRemoval(), placement.domainRemoval()))
                .orElse(List.of());
    }

    private VmBlueprint blueprint(VmId vm) {
        return blueprints
                .find(vm)
                .orElseThrow(() ->
                        new StepFailure(
                                FailureCode.STALE_STEP, "VM " + vm + " has no row any more"));
    }
}
