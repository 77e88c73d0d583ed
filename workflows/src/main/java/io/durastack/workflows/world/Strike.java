package io.durastack.workflows.world;

import io.durastack.workflows.failure.FailureCode;
import java.time.Instant;

/** One fault that struck. A list of them, turned into rules, runs the same course again. */
public record Strike(
        Instant at,
        String step,
        String host,
        String resource,
        long meeting,
        Fault.Kind kind,
        FailureCode code) {}
