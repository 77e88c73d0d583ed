package io.durastack.standalone.part;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it was last seen by its supervisor. A pid alone names no process, for it is used
 * again; with the moment of its start it does.
 *
 * @param pid 0 when it does not run
 * @param startedMillis moment of its start by the kernel's word, since 1970
 * @param restarts how often it had to be started anew
 * @param state STARTING, UP, ENDED or DOWN
 */
public record PartState(
        String name, long pid, long startedMillis, int port, int restarts, String state) {

    /** The process, if it still is that one. */
    public Optional<ProcessHandle> process() {
        return pid == 0 ? Optional.empty() : ProcessHandle.of(pid).filter(this::isThatOne);
    }

    /** The signal that ends it gently: PostgreSQL takes TERM for a word to wait for its clients. */
    String stopSignal() {
        return name.equals("postgres") ? "INT" : "TERM";
    }

    private boolean isThatOne(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .startInstant()
                        .map(started ->
                                Duration.between(Instant.ofEpochMilli(startedMillis), started)
                                        .abs())
                        .filter(difference -> difference.compareTo(Duration.ofSeconds(2)) < 0)
                        .isPresent();
    }

    static PartState of(String name, ProcessHandle process, int port, int restarts, String state) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new PartState(name, process.pid(), started, port, restarts, state);
    }
}
