package io.durastack.kvm.connection;

import java.time.Duration;

/** A moment by which something has to be done, on the clock that is never set back. */
public final class Deadline {

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    /** The moment that is this far from now. */
    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Time that is left; zero when the moment has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    /** Whether the moment has passed. */
    public boolean passed() {
        return remaining().isZero();
    }
}
