package io.durastack.workflows.failure;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The one place where our failures become the engine's, and the engine's become ours again. */
public final class Failures {

    private Failures() {}

    /**
     * What an activity throws at the engine. The type is the code; whether it is retried is the
     * kind's business. A bug is given the tries of the step's policy, as it may hang on something
     * that passes.
     */
    public static ApplicationFailure toEngine(Throwable thrown) {
        if (thrown instanceof ApplicationFailure failure) {
            return failure;
        }
        if (thrown instanceof StepFailure failure) {
            FailureCode code = failure.code();
            return ApplicationFailure.newBuilder()
                    .setType(code.name())
                    .setMessage(failure.detail())
                    .setNonRetryable(!code.kind().retryable())
                    .setCause(failure.getCause())
                    .build();
        }
        // Not tried again, as its kind says: a settlement, which has the patience of a month,
        // would.
        return ApplicationFailure.newBuilder()
                .setType(FailureCode.BUG.name())
                .setMessage(thrown.toString())
                .setNonRetryable(!FailureCode.BUG.kind().retryable())
                .setCause(thrown)
                .build();
    }

    /** What a workflow's failed step means in our words. */
    public static StepError toError(Throwable thrown, @Nullable String step) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure failure) {
                return StepError.of(code(failure.getType()), failure.getOriginalMessage(), step);
            }
            if (cause instanceof CanceledFailure) {
                return StepError.of(FailureCode.CANCELLED, "cancelled through the engine", step);
            }
            if (cause instanceof TimeoutFailure timeout) {
                return StepError.of(
                        FailureCode.HOST_TIMEOUT,
                        "no answer in time (" + timeout.getTimeoutType() + ")",
                        step);
            }
        }
        return StepError.of(
                FailureCode.BUG,
                thrown instanceof ActivityFailure
                        ? String.valueOf(thrown.getMessage())
                        : thrown.toString(),
                step);
    }

    /** The code of this name; a name that this build does not know counts as a bug. */
    public static FailureCode code(@Nullable String name) {
        return Arrays.stream(FailureCode.values())
                .filter(code -> code.name().equals(name))
                .findFirst()
                .orElse(FailureCode.BUG);
    }
}
