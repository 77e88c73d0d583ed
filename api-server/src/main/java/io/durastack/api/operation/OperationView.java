package io.durastack.api.operation;

import io.durastack.inventory.operation.Attention;
import io.durastack.inventory.operation.DecisionNote;
import io.durastack.inventory.operation.OperationKinds;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.workflows.failure.StepError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation, as people see it.
 *
 * @param decisions what can be decided on it now
 * @param decision the last one that was made, by whom, when and why
 * @param decisionsTaken all that were made on it, in their order
 * @param late whether its deadline is past and it has not ended
 * @param attention what needs looking at, and who has to act; null when nobody needs to
 * @param links the operation itself, its resource, and its run in the Temporal Web UI, which is for
 *     operators
 */
public record OperationView(
        UUID id,
        String kind,
        String state,
        Resource resource,
        String requestedBy,
        String requestId,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<StepView> steps,
        @Nullable StepError error,
        List<String> decisions,
        @Nullable DecisionNote decision,
        List<DecisionNote> decisionsTaken,
        @Nullable Attention attention,
        int debts,
        boolean cancelRequested,
        boolean late,
        Instant deadline,
        Map<String, String> labels,
        Map<String, String> links) {

    /** What it is about. */
    public record Resource(String kind, UUID id, String name) {}

    static OperationView of(
            OperationRecord row,
            List<StepView> steps,
            OperationKinds kinds,
            String webUrl,
            String namespace) {
        return new OperationView(
                row.id(),
                row.kind(),
                row.state(),
                new Resource(row.resourceKind(), row.resourceId(), row.resourceName()),
                row.requestedBy(),
                row.requestId(),
                row.createdAt(),
                row.startedAt(),
                row.finishedAt(),
                steps,
                row.error(),
                decisions(row, kinds),
                row.decision(),
                row.decisions(),
                row.attention(),
                row.debts(),
                row.cancelRequested(),
                row.late(),
                row.deadline(),
                row.labels(),
                Map.of(
                        "self", "/v1/operations/" + row.id(),
                        "why", "/v1/operations/" + row.id() + "/why",
                        "resource", "/v1/" + row.resourceKind() + "s/" + row.resourceId(),
                        "temporal",
                                webUrl
                                        + "/namespaces/"
                                        + namespace
                                        + "/workflows/"
                                        + row.workflowId().replace("/", "%2F")));
    }

    private static List<String> decisions(OperationRecord row, OperationKinds kinds) {
        boolean reversible = kinds.named(row.kind()).reversible();
        return switch (row.state()) {
            case "PENDING" -> List.of("cancel");
            case "RUNNING" -> reversible ? List.of("cancel") : List.of();
            case "HELD" ->
                    reversible
                            ? List.of("retry", "rollback", "abandon")
                            : List.of("retry", "abandon");
            default -> List.of();
        };
    }
}
