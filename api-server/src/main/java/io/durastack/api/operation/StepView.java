package io.durastack.api.operation;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of an operation, as people see it.
 *
 * @param state PENDING (no worker has taken it yet), RUNNING, RETRYING, SUCCEEDED or FAILED
 * @param attempt which try it is, from 1
 * @param maxAttempts how many there will be at most; null for no limit
 * @param note what it decided or touched
 * @param startedAt of one that is tried again: when the last try began
 * @param nextAttemptAt when it will be tried again
 * @param progress how far it is, of one that reports
 * @param compensation whether it undoes another one
 */
public record StepView(
        String name,
        String state,
        int attempt,
        @Nullable Integer maxAttempts,
        @Nullable String note,
        @Nullable StepError lastError,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Progress progress,
        boolean compensation) {

    /** A step in the inventory that is under way: the engine knows its name alone. */
    static StepView running(String name) {
        return new StepView(name, "RUNNING", 1, null, null, null, null, null, null, null, false);
    }

    boolean done() {
        return state.equals("SUCCEEDED") || state.equals("FAILED");
    }
}
