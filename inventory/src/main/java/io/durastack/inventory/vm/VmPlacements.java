package io.durastack.inventory.vm;

import io.durastack.inventory.allocation.AddressAllocator;
import io.durastack.inventory.allocation.ChosenHost;
import io.durastack.inventory.allocation.HostAllocator;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.operation.Removal;
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

    public VmPlacements(JdbcClient jdbc) {
        this.locks = new OperationLocks(jdbc);
        this.blueprints = new VmBlueprints(jdbc);
        this.hosts = new HostAllocator(jdbc);
        this.addresses = new AddressAllocator(jdbc);
    }

    /** The placement of a VM, made now or by an earlier try. */
    public VmPlacement place(VmStep step) {
        LockedOperation operation = locks.forward(step.fence());
        if (operation.cancelRequested()) {
            throw new StepFailure(FailureCode.CANCELLED, "cancelled before it was placed");
        }
        VmBlueprint blueprint = blueprint(step.vm());
        return blueprint.placement().orElseGet(() -> placeNow(operation, blueprint));
    }

    private VmPlacement placeNow(LockedOperation operation, VmBlueprint blueprint) {
        ChosenHost chosen =
                hosts.choose(blueprint.need())
                        .orElseThrow(() ->
                                new StepFailure(
                                        FailureCode.NO_CAPACITY,
                                        hosts.breakdown(blueprint.need()).text()));
        hosts.grant(chosen, blueprint.vm(), PlacementId.next(), operation.id());
        for (VmBlueprint.Port port : blueprint.ports()) {
            if (addresses.grant(port.network(), port.id(), operation.id()).isEmpty()) {
                throw new StepFailure(
                        FailureCode.NO_ADDRESS,
                        "network " + port.network() + " has no free address");
            }
        }
        return blueprint(blueprint.vm()).placement().orElseThrow();
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
