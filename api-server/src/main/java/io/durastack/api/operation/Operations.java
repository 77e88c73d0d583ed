package io.durastack.api.operation;

import io.durastack.api.dispatch.Dispatcher;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.Accepted;
import io.durastack.api.rest.House;
import io.durastack.inventory.operation.Claim;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.OperationIntake;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.OperationId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * What the routes do that become operations: accept, answer {@code 202}, and wait where the caller
 * wants to.
 */
@Component
public class Operations {

    private final OperationIntake intake;
    private final Dispatcher dispatcher;
    private final OperationWaiter waiter;

    Operations(House house, Dispatcher dispatcher, OperationWaiter waiter) {
        this.intake = new OperationIntake(house.jdbc());
        this.dispatcher = dispatcher;
        this.waiter = waiter;
    }

    /**
     * Accepts an operation in the caller's transaction, whose rows are written, and answers 202.
     */
    public <V> ResponseEntity<?> accept(NewOperation operation, V resource) {
        intake.accept(operation);
        return answer(operation, resource);
    }

    /** Answers 202 for an operation that was accepted. */
    public <V> ResponseEntity<?> answer(NewOperation operation, V resource) {
        return answer(operation.id(), operation.kind(), "PENDING", resource);
    }

    /** Answers 202 for an operation that is tried again. */
    public <V> ResponseEntity<?> again(LockedOperation operation, V resource) {
        return answer(operation.id(), operation.kind(), "RUNNING", resource);
    }

    private static <V> ResponseEntity<?> answer(
            OperationId id, String kind, String state, V resource) {
        String self = "/v1/operations/" + id;
        return ResponseEntity.accepted()
                .location(URI.create(self))
                .body(
                        new Accepted<>(
                                resource,
                                new Accepted.OperationHead(id.value(), kind, state),
                                Map.of("operation", self)));
    }

    /** Refuses what another operation holds. */
    public void refuseIfClaimed(List<Claim> claims) {
        intake.refuseIfClaimed(claims);
    }

    /**
     * After the commit: wakes the dispatcher, and waits for the end where the caller wants to.
     *
     * @param view the resource as it is then; null where it is no more
     */
    public <V> ResponseEntity<?> afterwards(
            ResponseEntity<?> answer, @Nullable String prefer, Function<UUID, @Nullable V> view) {
        dispatcher.wake();
        if (!(answer.getBody() instanceof Accepted<?> accepted)) {
            return answer;
        }
        return OperationWaiter.wanted(prefer)
                .map(most -> waiter.await(accepted.operation().id(), most))
                .filter(OperationRecord::settled)
                .<ResponseEntity<?>>map(row -> ended(row, accepted, view.apply(row.resourceId())))
                .orElse(answer);
    }

    private static ProblemCode codeOf(@Nullable StepError error) {
        return switch (error == null ? "" : error.code()) {
            case "NO_CAPACITY" -> ProblemCode.NO_CAPACITY;
            case "HOST_KEY_UNKNOWN" -> ProblemCode.HOST_KEY_UNKNOWN;
            default -> ProblemCode.OPERATION_FAILED;
        };
    }

    /**
     * Who adds or removes hosts, their networks or storages is an operator, and is told what
     * operators are told.
     */
    private static String why(OperationRecord row) {
        StepError error = row.error();
        if (error == null) {
            return "";
        }
        return Set.of("host", "l2-network", "primary-storage").contains(row.resourceKind())
                ? ": " + error.message() + " " + error.detail()
                : ": " + error.message();
    }

    private static ResponseEntity<?> ended(
            OperationRecord row, Accepted<?> accepted, @Nullable Object resource) {
        if (!row.state().equals("SUCCEEDED")) {
            throw ApiProblem.withOperation(
                    codeOf(row.error()), "it ended " + row.state() + why(row), row.id());
        }
        return ResponseEntity.status(row.kind().endsWith(".create") ? 201 : 200)
                .location(URI.create("/v1/operations/" + row.id()))
                .body(
                        new Accepted<>(
                                resource == null ? accepted.resource() : resource,
                                new Accepted.OperationHead(row.id(), row.kind(), row.state()),
                                accepted.links()));
    }
}
