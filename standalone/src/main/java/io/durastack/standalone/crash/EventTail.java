package io.durastack.standalone.crash;

import io.durastack.standalone.demo.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads the events as any client does: cut off, it goes on behind the last one that it got. */
final class EventTail implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ApiClient api;
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile @Nullable String place;
    private volatile @Nullable InputStream open;
    private volatile boolean closed;

    private EventTail(ApiClient api) {
        this.api = api;
        this.thread = Thread.ofPlatform().name("events").daemon().start(this::follow);
    }

    /** Begins to read, and returns when it knows where it is; answers that place, too. */
    static EventTail open(ApiClient api) {
        EventTail tail = new EventTail(api);
        while (tail.place == null) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return tail;
    }

    /** The place behind what it has read. */
    String place() {
        return String.valueOf(place);
    }

    /** The ids of the events that it got, in their order. */
    List<String> read() {
        return List.copyOf(read);
    }

    private void follow() {
        while (!closed) {
            try (InputStream stream = api.stream("/v1/events", place)) {
                open = stream;
                lines(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
            } catch (IOException | UncheckedIOException cut) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** An event counts when all of it has come: a blank line ends it. */
    private void lines(BufferedReader lines) throws IOException {
        String id = "";
        boolean event = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring("id:".length()).strip();
            } else if (line.startsWith("data:{\"specversion\"")) {
                event = true;
            } else if (line.isEmpty() && !id.isEmpty()) {
                if (event) {
                    read.add(id);
                }
                place = id;
                id = "";
                event = false;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        InputStream stream = open;
        try {
            if (stream != null) {
                stream.close();
            }
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (IOException ignored) {
            // it is of no more use
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
