package io.durastack.api.operation;

import io.durastack.api.dispatch.EngineRuns;
import io.durastack.api.rest.DefinitionRoutes;
import io.durastack.api.rest.Etags;
import io.durastack.api.rest.House;
import io.durastack.api.rest.Versioned;
import io.durastack.inventory.list.Definition;
import io.durastack.inventory.operation.Claim;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Deletes that are operations, also where they meet another one of their resource.
 *
 * <ul>
 *   <li>What is being created is cancelled, and the delete waits behind it: the create's last
 *       transaction hands it the claims, or ends it when nothing is left.
 *   <li>A delete that is held is tried again.
 *   <li>All else is refused, and named.
 * </ul>
 */
@Component
public class Deletes {

    private final House house;
    private final Operations operations;
    private final OperationIntake intake;
    private final OperationLocks locks;
    private final OperationDecisions decisions;
    private final EngineRuns runs;

    Deletes(House house, Operations operations, OperationKinds kinds, EngineRuns runs) {
        this.house = house;
        this.operations = operations;
        this.intake = new OperationIntake(house.jdbc());
        this.locks = new OperationLocks(house.jdbc());
        this.decisions = new OperationDecisions(house.jdbc(), kinds);
        this.runs = runs;
    }

    /** What was decided, and the run that has to be told; null when there is none. */
    private record Decided(ResponseEntity<?> answer, @Nullable LockedOperation cancelled) {}

    /**
     * Accepts the delete of a resource, in a transaction of its own.
     *
     * @param change writes that the resource, whose row is locked, is being deleted, and answers
     *     what deletes it
     */
    public <V extends Versioned> ResponseEntity<?> delete(
            DefinitionRoutes<V> routes,
            UUID resource,
            @Nullable String ifMatch,
            Requester requester,
            BiFunction<Definition.Head, Requester, NewOperation> change) {
        Decided decided =
                house.transactions()
                        .run(() -> decide(routes, resource, ifMatch, requester, change));
        LockedOperation cancelled = decided.cancelled();
        if (cancelled != null) {
            runs.cancel(
                    WorkflowIds.of(
                            routes.kind(), resource, cancelled.id().value(), cancelled.run()));
        }
        return decided.answer();
    }

    /** Locks the operation in the way before the resource, as everybody does. */
    private <V extends Versioned> Decided decide(
            DefinitionRoutes<V> routes,
            UUID resource,
            @Nullable String ifMatch,
            Requester requester,
            BiFunction<Definition.Head, Requester, NewOperation> change) {
        List<Claim> claims = Claim.whole(routes.kind(), resource);
        Optional<LockedOperation> inTheWay =
                intake.conflict(claims).map(conflict -> locks.lock(conflict.holder()));
        Definition.Head head = routes.lock(resource.toString());
        Optional<ClaimConflictException> conflict = intake.conflict(claims);
        LockedOperation holder =
                conflict.isEmpty()
                        ? null
                        : inTheWay.filter(it -> it.id().equals(conflict.get().holder()))
                                .orElseThrow(conflict::get);
        boolean held = holder != null && holder.state().equals("HELD");
        if (holder != null && held && holder.kind().equals(routes.kind() + ".delete")) {
            // Whether it may be deleted was looked at when it was accepted.
            Etags.check(ifMatch, head.generation());
            decisions.retry(holder.id(), "its delete was asked for again", requester.actor());
            return new Decided(operations.again(holder, routes.view(resource)), null);
        }
        routes.refuseDelete(head, ifMatch);
        if (holder == null) {
            return new Decided(
                    operations.accept(change.apply(head, requester), routes.view(resource)), null);
        }
        if (!holder.kind().equals(routes.kind() + ".create") || held || holder.awaited()) {
            throw conflict.get();
        }
        return behind(holder, change.apply(head, requester), requester, routes.view(resource));
    }

    private <V> Decided behind(
            LockedOperation create, NewOperation delete, Requester requester, V view) {
        intake.acceptBehind(delete, create.id());
        OperationId id = create.id();
        boolean running =
                !create.state().equals("UNWINDING")
                        && decisions.cancel(id, "its delete was asked for", requester.actor());
        return new Decided(operations.answer(delete, view), running ? create : null);
    }
}
