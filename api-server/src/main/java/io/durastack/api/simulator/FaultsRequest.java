package io.durastack.api.simulator;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.FaultPlan;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that shall go wrong. What is not said is as before an order: nothing.
 *
 * @param rules looked at in their order; the first that matches strikes
 * @param percent of all other steps that are struck by chance, 0 to 100
 * @param seed the same one strikes the same steps again
 * @param gone names or ids of hosts that do not answer at all
 */
record FaultsRequest(
        @Size(max = 1000) @Nullable List<@Valid Rule> rules,
        @DecimalMin("0") @DecimalMax("100") @Nullable Double percent,
        @Nullable Long seed,
        @Size(max = 1000) @Nullable List<String> gone) {

    /**
     * One rule; see the documentation of the fields in the answer.
     *
     * @param millis for {@code HANG} and {@code LATE}, up to ten minutes
     */
    record Rule(
            @Nullable String step,
            @Nullable String host,
            @Nullable String resource,
            @NotNull Fault.Kind kind,
            @Nullable FailureCode code,
            @Min(1) @Nullable Integer times,
            @Min(0) @Max(600_000) @Nullable Long millis) {

        Fault fault() {
            return new Fault(
                    step,
                    host,
                    resource,
                    kind,
                    Objects.requireNonNullElse(code, FailureCode.HOST_REFUSED),
                    times,
                    Objects.requireNonNullElse(millis, 0L));
        }
    }

    FaultPlan plan() {
        return new FaultPlan(
                Objects.requireNonNullElse(rules, List.<Rule>of()).stream()
                        .map(Rule::fault)
                        .toList(),
                Objects.requireNonNullElse(percent, 0.0),
                Objects.requireNonNullElse(seed, 0L),
                Objects.requireNonNullElse(gone, List.of()));
    }
}
