package io.durastack.standalone.chaos;

import io.durastack.standalone.stress.ProgressLine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** All streams at once, until enough was accepted or the time is over. */
final class Walk {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ChaosPlan plan;
    private final Walker walker;
    private final Weather weather;
    private final Followers followers;
    private final Findings findings;
    private final PrintStream out;
    private final Queue<Action> done = new ConcurrentLinkedQueue<>();
    private final long end;
    private volatile int clients;

    Walk(
            ChaosPlan plan,
            Walker walker,
            Weather weather,
            Followers followers,
            Findings findings,
            PrintStream out) {
        this.plan = plan;
        this.walker = walker;
        this.weather = weather;
        this.followers = followers;
        this.findings = findings;
        this.out = out;
        this.end = System.nanoTime() + TimeUnit.MINUTES.toNanos(plan.minutes());
    }

    /**
     * Runs them; answers all that was done, in the order in which it was begun.
     *
     * @param sources by stream
     * @param operator the stream that goes by how far the others are, if there is one
     */
    List<Action> run(Map<Integer, Source> sources, Optional<Source> operator) {
        clients = sources.size();
        List<CompletableFuture<Void>> streams = new ArrayList<>();
        sources.values()
                .forEach(it ->
                        streams.add(
                                CompletableFuture.runAsync(() -> client(it), followers.threads())));
        operator.ifPresent(it ->
                streams.add(CompletableFuture.runAsync(() -> operator(it), followers.threads())));
        ProgressLine line = new ProgressLine(out);
        CompletableFuture<Void> all =
                CompletableFuture.allOf(streams.toArray(CompletableFuture[]::new));
        while (!all.isDone()) {
            say(line);
            LockSupport.parkNanos(LOOK_NANOS);
        }
        line.end();
        all.join();
        followers.settleAll();
        return List.copyOf(done);
    }

    private boolean over() {
        return followers.accepted() >= plan.operations() || System.nanoTime() >= end;
    }

    private void client(Source source) {
        try {
            Optional<Action> next = source.next();
            while (next.isPresent() && !over()) {
                done.add(next.get());
                walker.perform(next.get());
                next = source.next();
            }
        } finally {
            synchronized (this) {
                clients--;
            }
        }
    }

    /** Its n-th action comes when the others have got so far, so that it is spread over the run. */
    private void operator(Source source) {
        Optional<Action> next = source.next();
        while (next.isPresent() && !over() && clients > 0) {
            Action action = next.get();
            if (followers.accepted() < (action.number() + 1) * OperatorChoices.EVERY) {
                LockSupport.parkNanos(LOOK_NANOS / 10);
                continue;
            }
            done.add(action);
            befall(action);
            next = source.next();
        }
    }

    private void befall(Action action) {
        switch (action.act()) {
            case CUT, RETURN, KILL -> weather.perform(action);
            case LOSE -> {
                weather.perform(action);
                walker.perform(OperatorChoices.givenUp(action));
            }
            case DECLARE_LOST -> {
                // First it is silent, then it is said: nothing may still be done there.
                weather.perform(action);
                walker.perform(action);
                walker.perform(OperatorChoices.givenUp(action));
            }
            default -> walker.perform(action);
        }
    }

    private void say(ProgressLine line) {
        double seconds = line.seconds();
        line.say(
                String.format(
                        Locale.ROOT,
                        "%d of %d operations, %d ended    %.1f/s    %d killed    %d findings    %.0f s",
                        followers.accepted(),
                        plan.operations(),
                        followers.ended(),
                        followers.ended() / Math.max(seconds, 0.001),
                        weather.killed().size(),
                        findings.count(),
                        seconds));
    }
}
