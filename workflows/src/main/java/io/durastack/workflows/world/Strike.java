package io.durastack.workflows.world;

import io.durastack.workflows.failure.FailureCode;
import java.time.Instant;

/**
 * One fault that struck. A list of them, turned into rules, runs the same course again.
 *
 * @param resource id of what the step was about
 * @param name of what its operation is about, as the client calls it
 * @param meeting how often the world had met the step for that name, this time included
 */
public record Strike(
        Instant at,
        String step,
        String host,
        String resource,
        String name,
        long meeting,
        Fault.Kind kind,
        FailureCode code,
        long millis) {

    /** The rule that strikes at this very moment of another run, and nowhere else. */
    public Fault rule() {
        return new Fault(step, null, name, kind, code, null, millis, meeting);
    }
}
