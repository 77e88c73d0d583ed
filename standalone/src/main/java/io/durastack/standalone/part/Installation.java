package io.durastack.standalone.part;

import io.durastack.standalone.UserError;
import io.durastack.standalone.home.DuraHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** An installation as the commands see it: started, stopped, looked at. */
public final class Installation {

    private static final int LONGEST_LINE = 240;
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    /** There while a restore is under way, and after one that was cut. */
    public static final String RESTORING = "restoring";

    private final DuraHome home;
    private final StateFile state;

    public Installation(DuraHome home) {
        this.home = home;
        this.state = new StateFile(home.file("state.json"));
    }

    public StateFile state() {
        return state;
    }

    /** The root of its REST API. */
    public String apiUrl() {
        return apiUrls().getFirst();
    }

    /** The same of each of its API servers. */
    public List<String> apiUrls() {
        return Forms.apiUrls(home);
    }

    /**
     * Starts it where it does not run, and returns when all of it answers, in the size that is
     * wanted.
     *
     * @param up is told each part that answers
     */
    public void start(Consumer<String> up) {
        start(Map.of(), up);
    }

    /**
     * The same with settings of its own, until it is stopped.
     *
     * @param settings environment of all its parts; where it runs already, it has those that it was
     *     started with
     */
    public void start(Map<String, String> settings, Consumer<String> up) {
        if (Files.exists(home.file(RESTORING))) {
            throw new UserError(
                    "A restore was cut in the middle: what is there is half of it.",
                    "Run it again:  ./dura restore --from FOLDER");
        }
        if (!state.isUp()) {
            Supervisor.stop(state);
            Forms.build(home);
            supervise(settings);
        }
        List<String> told = new ArrayList<>();
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end) {
            List<PartState> parts = parts();
            parts.stream()
                    .filter(part -> part.state().equals("UP") && !told.contains(part.name()))
                    .forEach(part -> {
                        told.add(part.name());
                        up.accept(part.name());
                    });
            if (!parts.isEmpty() && told.size() == parts.size()) {
                return;
            }
            failIfItCannotStart(parts);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new UserError(
                "It did not start within " + LONGEST_START.toMinutes() + " minutes.",
                "See ./dura status");
    }

    /** What runs, once the supervisor follows the size that is wanted. */
    private List<PartState> parts() {
        return state.read()
                .filter(running -> running.supervisor().process().isPresent())
                .filter(running -> running.size().equals(home.size()))
                .map(StateFile.Running::parts)
                .orElse(List.of());
    }

    private void failIfItCannotStart(List<PartState> parts) {
        for (PartState part : parts) {
            if (part.restarts() >= 3 && !part.state().equals("UP")) {
                throw new UserError(
                        part.name()
                                + " ends again and again. The end of its log:\n"
                                + tail(part.name(), 15),
                        "All of it:  ./dura logs " + part.name());
            }
        }
    }

    private void supervise(Map<String, String> settings) {
        Path log = home.folder("logs").resolve("supervisor.log");
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(
                JavaParts.command(
                        "io.durastack.standalone.Dura", "-Xmx128m", "-XX:TieredStopAtLevel=1"));
        command.add("supervise");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(settings);
        builder.environment().put("DURA_HOME", home.root().toString());
        try {
            Process started = builder.start();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(12);
            while (!state.isUp()) {
                if (!started.isAlive() || System.nanoTime() > end) {
                    throw new UserError(
                            "The supervisor did not start. The end of its log:\n"
                                    + tail("supervisor", 15));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends it; data stays. */
    public void stop() {
        Supervisor.stop(state);
    }

    /** The last lines of a part's log. */
    public String tail(String part, int lines) {
        Path log = home.file("logs").resolve(part + ".log");
        try {
            if (!Files.exists(log)) {
                return "  (no log)";
            }
            List<String> all = Files.readAllLines(log);
            return String.join(
                    "\n",
                    all.subList(Math.max(0, all.size() - lines), all.size()).stream()
                            .map(line ->
                                    "  " + line.substring(0, Math.min(line.length(), LONGEST_LINE)))
                            .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
