package io.durastack.standalone.stress;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Waits until a wave of operations has come to rest, asking once a second, and says where it
 * stands.
 */
final class Waiting {

    private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_FOR_HELD_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long GIVE_UP_NANOS = TimeUnit.MINUTES.toNanos(6);

    private final Outcomes outcomes;
    private final String kind;
    private final String verb;
    private final Instant since;
    private final PrintStream out;
    private final AtomicBoolean allSent = new AtomicBoolean();
    private final ProgressLine line;

    Waiting(Outcomes outcomes, String kind, String verb, Instant since, PrintStream out) {
        this.outcomes = outcomes;
        this.kind = kind;
        this.verb = verb;
        this.since = since;
        this.out = out;
        this.line = new ProgressLine(out);
    }

    /** The last request was answered: from now on nothing more will come. */
    void allSent() {
        allSent.set(true);
    }

    /**
     * Returns when nothing moves any more.
     *
     * @param staying VMs of the run that are none of this wave
     * @param moving state of the VMs that wait; empty for: as long as they are there
     * @param done state of those that have got there; empty for: those that are gone
     * @param progress is told how many have
     */
    void await(int total, int staying, String moving, String done, IntConsumer progress) {
        int lastMoving = -1;
        long lastChange = System.nanoTime();
        while (true) {
            long asked = System.nanoTime();
            boolean complete = allSent.get();
            Optional<Integer> waiting = outcomes.count(moving).map(it -> it - staying);
            Optional<Integer> ready =
                    done.isEmpty() ? waiting.map(it -> total - it) : outcomes.count(done);
            if (waiting.isPresent() && ready.isPresent()) {
                print(ready.get(), total);
                progress.accept(ready.get());
                if (waiting.get() != lastMoving) {
                    lastMoving = waiting.get();
                    lastChange = asked;
                }
                boolean quiet = asked - lastChange > LOOK_FOR_HELD_NANOS;
                if (complete && (waiting.get() == 0 || (quiet && waiting.get() == held()))) {
                    out.println();
                    return;
                }
            }
            if (asked - lastChange > GIVE_UP_NANOS) {
                out.println();
                out.println("  nothing has moved for six minutes; giving up");
                return;
            }
            LockSupport.parkNanos(Math.max(1, ASK_NANOS - (System.nanoTime() - asked)));
        }
    }

    private int held() {
        return (int)
                outcomes.ends(kind, since).values().stream()
                        .filter(end -> Objects.equals(end.state(), "HELD"))
                        .count();
    }

    private void print(int ready, int total) {
        double seconds = line.seconds();
        line.say(
                String.format(
                        Locale.ROOT,
                        "%s %d of %d    %.1f/s    %.0f s",
                        verb,
                        ready,
                        total,
                        ready / Math.max(seconds, 0.001),
                        seconds));
    }
}
