package io.durastack.inventory.operation;

import io.durastack.workflows.failure.StepError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step that is being tried again.
 *
 * @param attempt the one that failed last, from 1
 * @param at when that was
 * @param since when a try of this step first failed; null where an older build noted it
 * @param error what it failed with, and what to do about it
 */
public record Attention(
        String step, int attempt, Instant at, @Nullable Instant since, StepError error) {}
