package io.durastack.standalone.chaos;

import io.durastack.standalone.demo.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A reader of events whose line is cut all the time, in the middle of an event if need be. It comes
 * back with the id of the last one that it has read whole, as every SSE client does.
 */
final class EventFollower implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ApiClient api;
    private final SplittableRandom random;
    private final List<String> read = new ArrayList<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable String first;
    private volatile @Nullable String last;

    private EventFollower(ApiClient api, long seed) {
        this.api = api;
        this.random = new SplittableRandom(seed);
        this.thread = Thread.ofVirtual().name("events").start(this::follow);
    }

    /** Begins here and now; returns when it knows where that is. */
    static EventFollower start(ApiClient api, long seed) {
        EventFollower follower = new EventFollower(api, seed);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (follower.first == null) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the stream of events does not open");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return follower;
    }

    int cuts() {
        return cuts.get();
    }

    private void follow() {
        while (!closed) {
            try (InputStream stream = api.stream("/v1/events", last)) {
                Thread cutter = Thread.ofVirtual().start(() -> cut(stream));
                readAll(stream);
                cutter.interrupt();
            } catch (IOException | UncheckedIOException cut) {
                LockSupport.parkNanos(PAUSE_NANOS / 10);
            }
            cuts.incrementAndGet();
        }
    }

    private void cut(InputStream stream) {
        try {
            // Not a wait for anything: how long the reader is let read is what the seed decides.
            Thread.sleep(random.nextLong(300, 3_000));
            stream.close();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException ignored) {
            // it was cut by somebody else
        }
    }

    private void readAll(InputStream stream) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        String id = "";
        boolean event = false;
        for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring("id:".length()).strip();
            } else if (line.startsWith("data:{\"specversion\"")) {
                event = true;
            } else if (line.isEmpty() && !id.isEmpty()) {
                took(id, event);
                id = "";
                event = false;
            }
        }
    }

    /** An empty line ends an event: only now it counts. */
    private void took(String id, boolean event) {
        if (event) {
            synchronized (read) {
                read.add(id);
            }
        }
        if (first == null) {
            first = id;
        }
        last = id;
    }

    private List<String> soFar() {
        synchronized (read) {
            return List.copyOf(read);
        }
    }

    /** Waits until it has read all that there is, and compares it with the table. */
    int compare(JdbcClient inventory, Findings findings) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        List<String> written = written(inventory);
        while (!soFar().equals(written) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            written = written(inventory);
        }
        List<String> seen = soFar();
        if (!seen.equals(written)) {
            findings.add("event", EventOrder.difference(written, seen));
        }
        return seen.size();
    }

    private List<String> written(JdbcClient inventory) {
        String[] from = String.valueOf(first).split("-", -1);
        return inventory
                .sql(
                        """
                        select xid::text || '-' || seq from event
                        where (xid, seq) > (:transaction::xid8, :number) order by xid, seq
                        """)
                .param("transaction", from[0])
                .param("number", Long.parseLong(from[1]))
                .query((row, index) -> row.getString(1))
                .list();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
