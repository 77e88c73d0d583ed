package io.durastack.workflows.world;

import io.durastack.workflows.failure.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that may go wrong where chance strikes.
 *
 * @param weight how likely it is beside the others, at least 1
 * @param step the only verb that it is for; null for every one
 * @param kind what happens
 * @param code what the caller is told where it is told anything
 * @param millis for {@code HANG} and {@code LATE}: how long, up to ten minutes
 * @param meetings how many times in a row it strikes the same step of the same thing: 1 is got over
 *     by trying again, more than the tries of a step is a failure for good
 */
public record Odds(
        int weight,
        @Nullable String step,
        Fault.Kind kind,
        FailureCode code,
        long millis,
        int meetings) {

    private static final int MOST = 1_000;
    private static final long LONGEST = 600_000;

    public Odds {
        if (weight < 1 || weight > MOST || meetings < 1 || meetings > MOST) {
            throw new IllegalArgumentException("weight and meetings must be from 1 to " + MOST);
        }
        if (millis < 0 || millis > LONGEST) {
            throw new IllegalArgumentException("millis must be from 0 to " + LONGEST);
        }
    }
}
