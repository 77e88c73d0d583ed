package io.durastack.activities.fence;

import io.durastack.workflows.operation.FinishOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a worker measures of the steps that it does.
 *
 * <ul>
 *   <li>{@code durastack.step}: time of each try, by step and outcome ({@code ok} or the failure's
 *       code)
 *   <li>{@code durastack.step.retries}: tries after the first, by step
 *   <li>{@code durastack.operations.ended}: by kind and end, counted where the end is committed
 * </ul>
 */
final class StepMetrics {

    private final MeterRegistry meters;

    StepMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void tried(ActivityInfo step, long nanos, String outcome) {
        Timer.builder("durastack.step")
                .tag("step", step.getActivityType())
                .tag("outcome", outcome)
                .register(meters)
                .record(Duration.ofNanos(nanos));
        if (step.getAttempt() > 1) {
            meters.counter("durastack.step.retries", "step", step.getActivityType()).increment();
        }
    }

    /** A finish says how the operation ended by its name: there is one for each end. */
    void ended(ActivityInfo step, @Nullable Object result) {
        if (result == FinishOutcome.DONE) {
            String end =
                    step.getActivityType().endsWith("RolledBack") ? "ROLLED_BACK" : "SUCCEEDED";
            count(step, end);
        } else if (step.getActivityType().equals("Hold")) {
            count(step, "HELD");
        }
    }

    private void count(ActivityInfo step, String end) {
        meters.counter(
                        "durastack.operations.ended",
                        "kind",
                        String.valueOf(step.getWorkflowType()),
                        "end",
                        end)
                .increment();
    }
}
