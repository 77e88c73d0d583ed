package io.durastack.api.simulator;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.Odds;
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
 * @param gone names or ids of hosts that do not answer at all; what has struck is not forgotten
 *     when nothing else changes
 * @param odds of what happens where chance strikes: each a weight, and how many times in a row it
 *     strikes; a failure before the effect or a lost answer, where none are given
 */
record FaultsRequest(
        @Size(max = 1000) @Nullable List<@Valid Rule> rules,
        @DecimalMin("0") @DecimalMax("100") @Nullable Double percent,
        @Nullable Long seed,
        @Size(max = 1000) @Nullable List<String> gone,
        @Size(max = 100) @Nullable List<@Valid Chance> odds) {

    /**
     * One of the things that may happen; see the documentation of the fields in the answer.
     *
     * @param millis for {@code HANG} and {@code LATE}, up to ten minutes
     */
    record Chance(
            @Min(1) @Max(1000) @Nullable Integer weight,
            @Nullable String step,
            @NotNull Fault.Kind kind,
            @Nullable FailureCode code,
            @Min(0) @Max(600_000) @Nullable Long millis,
            @Min(1) @Max(1000) @Nullable Integer meetings) {

        Odds odds() {
            return new Odds(
                    Objects.requireNonNullElse(weight, 1),
                    step,
                    kind,
                    Objects.requireNonNullElse(code, FailureCode.HOST_UNREACHABLE),
                    Objects.requireNonNullElse(millis, 0L),
                    Objects.requireNonNullElse(meetings, 1));
        }
    }

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
            @Min(0) @Max(600_000) @Nullable Long millis,
            @Min(1) @Nullable Long meeting) {

        Fault fault() {
            return new Fault(
                    step,
                    host,
                    resource,
                    kind,
                    Objects.requireNonNullElse(code, FailureCode.HOST_REFUSED),
                    times,
                    Objects.requireNonNullElse(millis, 0L),
                    meeting);
        }
    }

    FaultPlan plan() {
        return new FaultPlan(
                Objects.requireNonNullElse(rules, List.<Rule>of()).stream()
                        .map(Rule::fault)
                        .toList(),
                Objects.requireNonNullElse(percent, 0.0),
                Objects.requireNonNullElse(seed, 0L),
                Objects.requireNonNullElse(gone, List.of()),
                Objects.requireNonNullElse(odds, List.<Chance>of()).stream()
                        .map(Chance::odds)
                        .toList());
    }
}
