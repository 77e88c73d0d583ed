package io.durastack.workflows.operation;

import io.durastack.workflows.failure.StepError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One finished step, kept with the operation after its run is gone.
 *
 * @param state {@code SUCCEEDED} or {@code FAILED}
 * @param note what it decided or touched, for people: the host's name, an address
 * @param compensation whether the step undid another one
 */
public record StepSummary(
        String name,
        String state,
        Instant startedAt,
        Instant finishedAt,
        @Nullable String note,
        @Nullable StepError error,
        boolean compensation) {}
