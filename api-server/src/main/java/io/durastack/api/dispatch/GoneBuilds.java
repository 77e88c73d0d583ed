package io.durastack.api.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which builds have no worker any more. A run stays with the build that it began with, so those of
 * such a build would wait for ever. A build counts as gone when no worker of it was seen for a
 * while: workers that are started anew come back before.
 */
final class GoneBuilds {

    /** How long an answer of the engine is good for. */
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

    private final Supplier<Set<String>> served;
    private final LongSupplier clock;
    private final long patienceNanos;
    private final Map<String, Long> missedSince = new ConcurrentHashMap<>();
    private Set<String> seen = Set.of();
    private long seenAt;
    private boolean asked;

    /**
     * Makes it.
     *
     * @param served asks the engine which builds have a worker now
     * @param patience how long a build is waited for
     * @param clock in nanoseconds
     */
    GoneBuilds(Supplier<Set<String>> served, Duration patience, LongSupplier clock) {
        this.served = served;
        this.patienceNanos = patience.toNanos();
        this.clock = clock;
    }

    /** Whether nobody will go on with runs of this build. */
    synchronized boolean isGone(String build) {
        long now = clock.getAsLong();
        if (!asked || now - seenAt > FRESH_NANOS) {
            seen = served.get();
            seenAt = now;
            asked = true;
        }
        if (seen.contains(build)) {
            missedSince.remove(build);
            return false;
        }
        // Where no worker at all is seen, nobody could take the run over either.
        return !seen.isEmpty()
                && now - missedSince.computeIfAbsent(build, it -> now) >= patienceNanos;
    }
}
