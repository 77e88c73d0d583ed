package io.durastack.api.vm;

import io.durastack.api.dispatch.EngineRuns;
import io.durastack.api.operation.Operations;
import io.durastack.api.rest.DefinitionRoutes;
import io.durastack.api.rest.House;
import io.durastack.inventory.list.Definition;
import io.durastack.inventory.operation.ClaimConflictException;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.OperationDecisions;
import io.durastack.inventory.operation.OperationIntake;
import io.durastack.inventory.operation.OperationKinds;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.inventory.operation.Requester;
import io.durastack.workflows.engine.WorkflowIds;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.vm.CreateVm;
import io.durastack.workflows.vm.DeleteVm;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Deletes that meet another operation of their VM.
 *
 * <ul>
 *   <li>What is being created is cancelled, and the delete waits behind it: the create's last
 *       transaction hands it the claims, or ends it when nothing is left.
 *   <li>A delete that is held is tried again.
 *   <li>All else is refused, and named.
 * </ul>
 */
@Component
class VmDeletes {

    private final House house;
    private final Operations operations;
    private final VmChanges changes;
    private final OperationIntake intake;
    private final OperationLocks locks;
    private final OperationDecisions decisions;
    private final EngineRuns runs;

    VmDeletes(
            House house,
            Operations operations,
            VmChanges changes,
            OperationKinds kinds,
            EngineRuns runs) {
        this.house = house;
        this.operations = operations;
        this.changes = changes;
        this.intake = new OperationIntake(house.jdbc());
        this.locks = new OperationLocks(house.jdbc());
        this.decisions = new OperationDecisions(house.jdbc(), kinds);
        this.runs = runs;
    }

    /** What was decided, and the run that has to be told; null when there is none. */
    private record Decided(ResponseEntity<?> answer, @Nullable LockedOperation cancelled) {}

    /** Accepts the delete of a VM, in a transaction of its own. */
    ResponseEntity<?> delete(
            UUID vm,
            @Nullable String ifMatch,
            Requester requester,
            DefinitionRoutes<VmView> routes) {
        Decided decided = house.transactions().run(() -> decide(vm, ifMatch, requester, routes));
        LockedOperation cancelled = decided.cancelled();
        if (cancelled != null) {
            runs.cancel(WorkflowIds.of("vm", vm, cancelled.id().value(), cancelled.run()));
        }
        return decided.answer();
    }

    /** Locks the operation in the way before the VM, as everybody does. */
    private Decided decide(
            UUID vm,
            @Nullable String ifMatch,
            Requester requester,
            DefinitionRoutes<VmView> routes) {
        Optional<LockedOperation> inTheWay =
                intake.conflict(VmChanges.deleteClaims(vm))
                        .map(conflict -> locks.lock(conflict.holder()));
        Definition.Head head = routes.lock(vm.toString());
        routes.refuseDelete(head, ifMatch);
        Optional<ClaimConflictException> conflict = intake.conflict(VmChanges.deleteClaims(vm));
        if (conflict.isEmpty()) {
            return new Decided(
                    operations.accept(changes.delete(head, requester), routes.view(vm)), null);
        }
        LockedOperation holder =
                inTheWay.filter(it -> it.id().equals(conflict.get().holder()))
                        .orElseThrow(() -> conflict.get());
        boolean held = holder.state().equals("HELD");
        if (holder.kind().equals(DeleteVm.KIND) && held) {
            decisions.retry(holder.id(), "its delete was asked for again", requester.actor());
            return new Decided(operations.again(holder, routes.view(vm)), null);
        }
        if (!holder.kind().equals(CreateVm.KIND) || held || holder.awaited()) {
            throw conflict.get();
        }
        return behind(holder, changes.delete(head, requester), requester, routes.view(vm));
    }

    private Decided behind(
            LockedOperation create, NewOperation delete, Requester requester, VmView view) {
        intake.acceptBehind(delete, create.id());
        OperationId id = create.id();
        boolean running =
                !create.state().equals("UNWINDING")
                        && decisions.cancel(id, "its delete was asked for", requester.actor());
        return new Decided(operations.answer(delete, view), running ? create : null);
    }
}
