package io.durastack.standalone.part;

import io.durastack.standalone.home.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the parts of an installation alive: starts each when those before it answer, starts it anew
 * when it has ended, with a growing pause, and ends all in reverse order when it is told to. When
 * the wanted size changes it starts what is missing, and tells to end what is too many. It is a
 * process of its own, so that a command that returns leaves it behind.
 */
public final class Supervisor {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long LOOK_MILLIS = 200;

    private static final class Kept {

        private final Part part;
        private PartState state;
        private long nextStart;
        private boolean leaving;

        Kept(Part part) {
            this.part = part;
            this.state = new PartState(part.name(), 0, 0, part.port(), -1, "DOWN");
        }
    }

    private final Supplier<Forms.Form> wanted;
    private final Supplier<Size> wantedSize;
    private final Path logs;
    private final StateFile file;
    private final Map<String, Kept> parts = new LinkedHashMap<>();
    private final Map<String, String> troubles = new HashMap<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private Forms.Form form;
    private Size size;

    /**
     * Prepares it.
     *
     * @param wanted the parts, for the size that is wanted when it is asked
     * @param file where it writes what runs
     */
    public Supervisor(
            Supplier<Forms.Form> wanted, Supplier<Size> wantedSize, Path logs, StateFile file) {
        this.wanted = wanted;
        this.wantedSize = wantedSize;
        this.logs = logs;
        this.file = file;
        this.size = wantedSize.get();
        this.form = wanted.get();
        form.parts().forEach(part -> this.parts.put(part.name(), new Kept(part)));
    }

    /** Works until the process is told to end. */
    public void run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        try {
            do {
                follow();
                parts.values().removeIf(kept -> kept.leaving && kept.state.process().isEmpty());
                parts.values().forEach(this::look);
                write();
            } while (!told.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            stopAll();
            done.countDown();
        }
    }

    private void end() {
        told.countDown();
        try {
            boolean _ = done.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        Size now = wantedSize.get();
        if (now.equals(size)) {
            return;
        }
        size = now;
        form = wanted.get();
        Set<String> names = form.parts().stream().map(Part::name).collect(Collectors.toSet());
        form.parts().forEach(part -> parts.putIfAbsent(part.name(), new Kept(part)));
        parts.values().stream()
                .filter(kept -> !names.contains(kept.part.name()))
                .forEach(Supervisor::dismiss);
    }

    /** Tells a part to end; others go on being looked at while it does. */
    private static void dismiss(Kept kept) {
        if (!kept.leaving) {
            kept.leaving = true;
            kept.state = with(kept.state, "STOPPING");
            kept.state
                    .process()
                    .ifPresent(process ->
                            Thread.ofVirtual()
                                    .start(() ->
                                            Stopping.stop(process, kept.part.stopSignal(), GRACE)));
        }
    }

    private void look(Kept kept) {
        if (kept.leaving) {
            return;
        }
        if (kept.state.process().isPresent()) {
            if (kept.state.state().equals("STARTING")
                    && answers(kept.part)
                    && prepared(kept.part)) {
                kept.state = with(kept.state, "UP");
            }
            return;
        }
        if (kept.state.pid() != 0 && !kept.state.state().equals("ENDED")) {
            LOG.warn("{} has ended and will be started anew", kept.part.name());
            kept.state = with(kept.state, "ENDED");
            long pause =
                    Math.min(
                            LONGEST_PAUSE_MILLIS,
                            250L << Math.min(10, Math.max(0, kept.state.restarts())));
            kept.nextStart = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
        }
        boolean mayStart =
                kept.part.after().stream()
                        .map(parts::get)
                        .allMatch(it -> it != null && it.state.state().equals("UP"));
        if (mayStart && (kept.state.pid() == 0 || System.nanoTime() - kept.nextStart >= 0)) {
            start(kept);
        }
    }

    /**
     * What has to be done once a part answers, before others are started; tried until it is done.
     */
    private boolean prepared(Part part) {
        try {
            form.preparations().getOrDefault(part.name(), () -> {}).run();
            troubles.remove(part.name());
            return true;
        } catch (RuntimeException notYet) {
            String trouble = String.valueOf(notYet.getMessage());
            if (!trouble.equals(troubles.put(part.name(), trouble))) {
                LOG.warn("{} is not ready yet: {}", part.name(), trouble);
            }
            return false;
        }
    }

    private static PartState with(PartState state, String next) {
        return new PartState(
                state.name(),
                state.pid(),
                state.startedMillis(),
                state.port(),
                state.restarts(),
                next);
    }

    private void start(Kept kept) {
        Part part = kept.part;
        ProcessBuilder builder =
                new ProcessBuilder(part.command())
                        .directory(part.folder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        logs.resolve(part.name() + ".log").toFile()));
        builder.environment().putAll(part.environment());
        try {
            Process process = builder.start();
            kept.state =
                    PartState.of(
                            part.name(),
                            process.toHandle(),
                            part.port(),
                            kept.state.restarts() + 1,
                            "STARTING");
        } catch (IOException failure) {
            throw new UncheckedIOException("could not start " + part.name(), failure);
        }
    }

    private static boolean answers(Part part) {
        try {
            if (part.health().isEmpty()) {
                try (Socket socket = new Socket()) {
                    socket.connect(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), part.port()),
                            500);
                    return true;
                }
            }
            URI health = URI.create("http://127.0.0.1:" + part.port() + part.health());
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2_000);
            boolean ready = connection.getResponseCode() == 200;
            connection.disconnect();
            return ready;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void write() {
        PartState own = PartState.of("supervisor", ProcessHandle.current(), 0, 0, "UP");
        file.write(
                new StateFile.Running(
                        form.name(),
                        size,
                        own,
                        parts.values().stream().map(kept -> kept.state).toList()));
    }

    private void stopAll() {
        List<Kept> reverse = new ArrayList<>(parts.values()).reversed();
        for (Kept kept : reverse) {
            kept.state
                    .process()
                    .ifPresent(process -> Stopping.stop(process, kept.part.stopSignal(), GRACE));
        }
        file.delete();
    }

    /** Ends what a supervisor left that is no more itself, or the supervisor with all its parts. */
    public static void stop(StateFile file) {
        file.read()
                .ifPresent(running -> {
                    running.supervisor()
                            .process()
                            .ifPresent(process ->
                                    Stopping.stop(process, "TERM", Duration.ofMinutes(2)));
                    for (PartState part : running.parts().reversed()) {
                        part.process()
                                .ifPresent(process ->
                                        Stopping.stop(process, part.stopSignal(), GRACE));
                    }
                    file.delete();
                });
    }
}
