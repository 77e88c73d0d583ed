package io.durastack.activities.kvm;

import io.durastack.kvm.connection.Deadline;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long one try of a step may take. Each call on a host ends before the engine gives the try up,
 * so that the engine hears what went wrong and not only that it took too long.
 */
final class StepTime {

    private static final Duration MARGIN = Duration.ofSeconds(3);

    private final Supplier<Duration> ofTry;

    StepTime(Supplier<Duration> ofTry) {
        this.ofTry = ofTry;
    }

    Deadline deadline() {
        return Deadline.after(left());
    }

    /** What a guest may have of it to shut down, so that it can still be forced afterwards. */
    Duration grace(int seconds) {
        Duration most = left().minusSeconds(20);
        Duration wanted = Duration.ofSeconds(seconds);
        if (most.isNegative()) {
            return Duration.ZERO;
        }
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    private Duration left() {
        Duration left = ofTry.get().minus(MARGIN);
        return left.compareTo(MARGIN) < 0 ? MARGIN : left;
    }
}
