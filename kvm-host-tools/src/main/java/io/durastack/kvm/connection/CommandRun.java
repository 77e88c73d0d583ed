package io.durastack.kvm.connection;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a command: feeds its input, reads both outputs, and waits for its exit code. */
final class CommandRun implements Callable<CommandResult> {

    /** More output than any of our scripts has; what comes after it is dropped. */
    private static final int MOST_CHARACTERS = 16 << 20;

    private static final int CHUNK = 32 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final SshLink link;
    private final Command command;
    private volatile Session.@Nullable Command running;
    private volatile boolean abandoned;

    CommandRun(SshLink link, Command command) {
        this.link = link;
        this.command = command;
    }

    @Override
    public CommandResult call() throws IOException {
        Session.Command started = link.start(command);
        running = started;
        try (started) {
            if (abandoned) {
                throw new IOException("given up before it began");
            }
            CompletableFuture<String> errors =
                    CompletableFuture.supplyAsync(
                            () -> read(started.getErrorStream(), line -> {}), THREADS);
            CompletableFuture<Void> fed =
                    CompletableFuture.runAsync(() -> feed(started.getOutputStream()), THREADS);
            String output = read(started.getInputStream(), command.lines());
            String problems = errors.join();
            started.join();
            if (fed.isCompletedExceptionally()
                    && fed.exceptionNow() instanceof RuntimeException broken) {
                // Whoever gives the input broke it off: what the program made of it is no answer.
                throw broken;
            }
            fed.cancel(true);
            return result(started, output, problems);
        }
    }

    private CommandResult result(Session.Command ended, String output, String errors) {
        Integer exit = ended.getExitStatus();
        if (exit == null) {
            throw new HostException(
                    HostFailureKind.UNREACHABLE,
                    "ANSWER_LOST",
                    command.words().getFirst()
                            + " ended without an exit code"
                            + (ended.getExitSignal() == null ? "" : ": " + ended.getExitSignal()));
        }
        return new CommandResult(exit, output, errors);
    }

    /** Closes the channel under the run, which ends it on this side. */
    void abandon() {
        abandoned = true;
        Session.Command started = running;
        if (started != null) {
            SshLink.closeQuietly(started);
        }
    }

    private static String read(InputStream stream, Consumer<String> lines) {
        StringBuilder text = new StringBuilder();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
                if (text.length() < MOST_CHARACTERS) {
                    text.append(line).append('\n');
                }
            }
        } catch (IOException failure) {
            // The channel broke; the missing exit code says so, and says it once.
            LOG.debug("output of a command: {}", failure.toString());
            return text.toString();
        }
        return text.toString();
    }

    private void feed(OutputStream stream) {
        try (stream;
                InputStream input = command.input()) {
            byte[] buffer = new byte[CHUNK];
            for (int count = next(input, buffer); count >= 0; count = next(input, buffer)) {
                stream.write(buffer, 0, count);
            }
            // Closing does not wait for the host to make room: what is still here by then would be
            // left out, and the program would take the rest for all of it.
            stream.flush();
        } catch (IOException failure) {
            // A program may end without reading all of its input: its exit code tells the outcome.
            LOG.debug("input of {}: {}", command.words().getFirst(), failure.toString());
        }
    }

    /** That the input cannot be read is no trouble of the channel: it breaks the run off. */
    private static int next(InputStream input, byte[] buffer) {
        try {
            return input.read(buffer);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
