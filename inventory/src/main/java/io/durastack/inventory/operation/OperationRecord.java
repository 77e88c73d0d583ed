package io.durastack.inventory.operation;

import io.durastack.workflows.engine.WorkflowIds;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.StepSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation as its row has it.
 *
 * @param decisions all that were made on it, in their order
 * @param deadline after which it counts as late while it has not ended
 * @param late whether its deadline is past and it has not ended
 */
public record OperationRecord(
        UUID id,
        String kind,
        String state,
        String resourceKind,
        UUID resourceId,
        String resourceName,
        UUID projectId,
        @Nullable UUID zoneId,
        int run,
        String onFailure,
        List<StepSummary> steps,
        @Nullable StepError error,
        @Nullable Attention attention,
        @Nullable DecisionNote decision,
        List<DecisionNote> decisions,
        int debts,
        boolean cancelRequested,
        boolean late,
        Instant deadline,
        @Nullable UUID waitsFor,
        Map<String, String> labels,
        String requestedBy,
        String requestId,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Whether it will change no more. */
    public boolean ended() {
        return state.equals("SUCCEEDED") || state.equals("ROLLED_BACK");
    }

    /** Whether nothing more happens by itself. */
    public boolean settled() {
        return ended() || state.equals("HELD");
    }

    /** The id of its current run in the engine. */
    public String workflowId() {
        return WorkflowIds.of(resourceKind, resourceId, id, run);
    }
}
