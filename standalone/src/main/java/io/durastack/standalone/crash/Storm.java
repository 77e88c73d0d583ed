package io.durastack.standalone.crash;

import io.durastack.standalone.part.PartState;
import io.durastack.standalone.part.StateFile;
import io.durastack.standalone.part.Victims;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/**
 * Kills the victims of a run, all at once, at two moments of its way. A moment is a part of the
 * work, so that the same seed strikes at the same place on a faster machine.
 */
final class Storm {

    private static final int TIMES = 2;
    private static final double FIRST = 0.05;
    private static final double LAST = 0.9;

    /**
     * Less than the grace for which a worker lets steps go on: those of these runs take no time, so
     * one that needs all of it waits for nothing.
     */
    private static final double MOST_SECONDS = 15;

    /** From then on it is not waited for any more. */
    private static final double HANGS_SECONDS = 60;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final StateFile state;
    private final CrashPlan plan;
    private final Random random;
    private final List<Double> moments;
    private final List<String> killed = new CopyOnWriteArrayList<>();
    private final List<Stopped> stopped = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    Storm(StateFile state, CrashPlan plan) {
        this.state = state;
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.moments =
                DoubleStream.generate(() -> FIRST + random.nextDouble() * (LAST - FIRST))
                        .limit(TIMES)
                        .sorted()
                        .boxed()
                        .toList();
    }

    /**
     * Rages in a thread of its own.
     *
     * @param progress from 0 to 1
     */
    Thread start(DoubleSupplier progress) {
        return Thread.ofPlatform()
                .name("storm")
                .daemon()
                .start(() -> moments.forEach(moment -> strike(moment, progress)));
    }

    /** Nothing is to be killed any more. */
    void end() {
        over = true;
    }

    /** What was killed, and when. */
    List<String> killed() {
        return List.copyOf(killed);
    }

    private void strike(double moment, DoubleSupplier progress) {
        while (!over && (progress.getAsDouble() < moment || !allUp())) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (over) {
            return;
        }
        List<PartState> chosen =
                plan.victims().stream().flatMap(it -> chosen(it).stream()).toList();
        double at = progress.getAsDouble();
        chosen.forEach(part ->
                killed.add(
                        String.format(
                                Locale.ROOT,
                                "%s at %.0f %%%s",
                                part.name(),
                                at * 100,
                                plan.gently() ? stopped(part) : killed(part))));
    }

    private static String killed(PartState part) {
        Victims.kill(part);
        return "";
    }

    private String stopped(PartState part) {
        long start = System.nanoTime();
        Victims.tellToStop(part);
        double seconds = 0;
        while (part.process().isPresent() && seconds < HANGS_SECONDS) {
            LockSupport.parkNanos(LOOK_NANOS);
            seconds = (System.nanoTime() - start) / 1e9;
        }
        stopped.add(new Stopped(part.name(), part.pid(), Instant.now(), seconds));
        return String.format(Locale.ROOT, ", gone after %.0f s", seconds);
    }

    /**
     * A process that was told to stop.
     *
     * @param seconds that it took
     */
    record Stopped(String part, long pid, Instant gone, double seconds) {

        boolean inTime() {
            return seconds <= MOST_SECONDS;
        }
    }

    /** Those that were told to stop, and did. */
    List<Stopped> stopped() {
        return List.copyOf(stopped);
    }

    /** A part that was killed is killed again only once it answers again. */
    private boolean allUp() {
        return plan.victims().stream()
                .map(kind -> Victims.of(state, kind))
                .allMatch(parts ->
                        !parts.isEmpty()
                                && parts.stream().allMatch(part -> part.state().equals("UP")));
    }

    private List<PartState> chosen(String kind) {
        List<PartState> parts = Victims.of(state, kind);
        return plan.one() ? List.of(parts.get(random.nextInt(parts.size()))) : parts;
    }
}
