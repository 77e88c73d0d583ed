package io.durastack.api.operation;

import io.durastack.workflows.operation.StepPolicy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How patient the steps of operations are; see {@link StepPolicy} for each. */
@ConfigurationProperties(prefix = "durastack.steps", ignoreUnknownFields = false)
record StepSettings(
        @DefaultValue("120") int stepSeconds,
        @DefaultValue("8") int tries,
        @DefaultValue("900") int patienceSeconds,
        @DefaultValue("1000") long retryMillis,
        @DefaultValue("60000") long maxRetryMillis,
        @DefaultValue("12") int undoTries,
        @DefaultValue("1800") int undoPatienceSeconds) {

    StepPolicy policy() {
        return new StepPolicy(
                stepSeconds,
                tries,
                patienceSeconds,
                retryMillis,
                maxRetryMillis,
                undoTries,
                undoPatienceSeconds);
    }
}
