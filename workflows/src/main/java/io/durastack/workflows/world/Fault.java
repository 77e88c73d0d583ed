package io.durastack.workflows.world;

import io.durastack.workflows.failure.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * What shall go wrong, where, and how often.
 *
 * @param step name of the verb, {@code ensureDomain}; null for every one
 * @param host name or id of the host; null for every one
 * @param resource id of the VM or volume, or the name of what the operation is about; null for
 *     every one
 * @param kind what happens
 * @param code what the caller is told where it is told anything
 * @param times how often it strikes in all; null for always
 * @param millis for {@code HANG} and {@code LATE}: how long
 * @param meeting strikes only when the world meets the step for this name the so-manieth time, from
 *     1; null for every time
 */
public record Fault(
        @Nullable String step,
        @Nullable String host,
        @Nullable String resource,
        Kind kind,
        FailureCode code,
        @Nullable Integer times,
        long millis,
        @Nullable Long meeting) {

    /** One that strikes whatever the number of the meeting. */
    public Fault(
            @Nullable String step,
            @Nullable String host,
            @Nullable String resource,
            Kind kind,
            FailureCode code,
            @Nullable Integer times,
            long millis) {
        this(step, host, resource, kind, code, times, millis, null);
    }

    /** The ways in which a step can go wrong. */
    public enum Kind {
        /** Nothing happens, and the caller is told so. */
        FAIL_BEFORE,
        /** It happens, and the caller is told that it did not. */
        LOSE_ANSWER,
        /** Part of it happens, and the caller is told that it failed. */
        HALF,
        /** Nothing happens for a while, then the caller is told so. */
        HANG,
        /** Nothing happens for a while; then it happens, when the caller has long given up. */
        LATE
    }

    /** A fault that strikes at one step, everywhere, some number of times. */
    public static Fault at(String step, Kind kind, FailureCode code, int times) {
        return new Fault(step, null, null, kind, code, times, 0);
    }
}
