package io.durastack.standalone.stress;

import io.durastack.standalone.part.PartState;
import io.durastack.standalone.part.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Adds up the CPU of the parts of an installation, once a second; a part that is started anew goes
 * on counting. PostgreSQL is its whole tree of processes, and is told apart by database as well.
 */
public final class CpuMeter implements AutoCloseable {

    /** What the parts are called in figures. */
    private static String group(String part) {
        if (part.startsWith("simulator") || part.startsWith("orchestrator")) {
            return "worker";
        }
        if (part.startsWith("api-") || part.equals("durastack")) {
            return "api";
        }
        return part.startsWith("temporal") ? "temporal" : part;
    }

    private final StateFile state;
    private final Map<Long, Long> seen = new HashMap<>();
    private final Map<String, Long> millis = new TreeMap<>();
    private final Map<String, Long> inPostgres = new TreeMap<>();
    private final Map<String, List<Double>> percent = new HashMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("cpu").daemon().factory());
    private long sampledAt = System.nanoTime();

    public CpuMeter(StateFile state) {
        this.state = state;
        sample();
        reset();
        var _ = clock.scheduleAtFixedRate(this::sample, 1, 1, TimeUnit.SECONDS);
    }

    /** What has come together since the last reset, in milliseconds. */
    public record Reading(
            Map<String, Long> millis,
            Map<String, Long> inPostgres,
            Map<String, List<Double>> percent) {}

    /** Reads it now. */
    public synchronized Reading read() {
        sample();
        Map<String, List<Double>> copy = new TreeMap<>();
        percent.forEach((part, values) -> copy.put(part, List.copyOf(values)));
        return new Reading(new TreeMap<>(millis), new TreeMap<>(inPostgres), copy);
    }

    /** Starts from nothing. */
    public synchronized void reset() {
        sample();
        millis.replaceAll((part, value) -> 0L);
        inPostgres.replaceAll((database, value) -> 0L);
        percent.clear();
    }

    private synchronized void sample() {
        Map<String, Long> before = new TreeMap<>(millis);
        long now = System.nanoTime();
        List<PartState> parts = state.read().map(StateFile.Running::parts).orElse(List.of());
        for (PartState part : parts) {
            if (part.process().isPresent()) {
                add(part);
            }
        }
        add(millis, "client", ProcessHandle.current().pid(), own(ProcessHandle.current().pid()));
        double seconds = (now - sampledAt) / 1e9;
        if (seconds > 0.5) {
            sampledAt = now;
            millis.forEach((part, value) ->
                    percent.computeIfAbsent(part, it -> new ArrayList<>())
                            .add(
                                    Numbers.rounded(
                                            (value - before.getOrDefault(part, 0L))
                                                    / (10 * seconds))));
        }
    }

    private void add(PartState part) {
        if (!part.name().equals("postgres")) {
            add(millis, group(part.name()), part.pid(), own(part.pid()));
            return;
        }
        long tree = own(part.pid()) + ended(part.pid());
        for (ProcessHandle child :
                ProcessHandle.of(part.pid()).stream().flatMap(ProcessHandle::children).toList()) {
            long own = own(child.pid());
            tree += own;
            add(inPostgres, database(child.pid()), child.pid(), own);
        }
        add(millis, "postgres", part.pid(), tree);
    }

    private void add(Map<String, Long> sums, String name, long pid, long total) {
        long last = seen.getOrDefault(pid, 0L);
        seen.put(pid, total);
        // A tree may shrink by what an ended child used since it was last seen: never below zero.
        sums.merge(name, Math.max(0, total - last), Long::sum);
    }

    private static long own(long pid) {
        return ProcessTimes.of(pid).map(ProcessTimes::own).orElse(0L);
    }

    private static long ended(long pid) {
        return ProcessTimes.of(pid).map(ProcessTimes::ofEndedChildren).orElse(0L);
    }

    /** A backend's title names its database: {@code postgres: user database address state}. */
    private static String database(long pid) {
        try {
            String[] title =
                    Files.readString(
                                    Path.of("/proc", Long.toString(pid), "cmdline"),
                                    StandardCharsets.ISO_8859_1)
                            .split(" ", -1);
            return title.length > 3 && title[3].startsWith("127.") ? title[2] : "its own processes";
        } catch (IOException gone) {
            return "its own processes";
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
