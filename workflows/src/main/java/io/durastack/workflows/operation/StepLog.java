package io.durastack.workflows.operation;

import io.durastack.workflows.failure.Failures;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps what the run has done, for the summary that outlives its history. */
final class StepLog {

    private final List<StepSummary> steps = new ArrayList<>();
    private @Nullable String failed;
    private @Nullable String current;

    /** Runs a step and notes how it went. */
    <T> T run(
            String name,
            boolean compensation,
            Supplier<T> step,
            Function<T, @Nullable String> note) {
        Instant startedAt = now();
        Workflow.setCurrentDetails(name);
        current = name;
        try {
            T result = step.get();
            steps.add(
                    new StepSummary(
                            name,
                            "SUCCEEDED",
                            startedAt,
                            now(),
                            note.apply(result),
                            null,
                            compensation));
            return result;
        } catch (TemporalFailure failure) {
            failed = name;
            steps.add(
                    new StepSummary(
                            name,
                            "FAILED",
                            startedAt,
                            now(),
                            null,
                            Failures.toError(failure, name),
                            compensation));
            throw failure;
        } finally {
            current = null;
        }
    }

    /** How far the run is now. */
    RunningSteps progress() {
        return new RunningSteps(steps, current);
    }

    /** All steps that have ended, in their order. */
    List<StepSummary> steps() {
        return List.copyOf(steps);
    }

    /** The name of the step that failed last; null when none has. */
    @Nullable String failed() {
        return failed;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
