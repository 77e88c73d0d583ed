package io.durastack.proof.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads Server-Sent Events as any client does. */
public final class EventReader implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** One event; its type as CloudEvents have it. */
    public record Told(String id, String type) {}

    private final InputStream stream;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile boolean ready;

    private EventReader(InputStream stream) {
        this.stream = stream;
        Thread.ofVirtual().start(this::read);
    }

    /**
     * Opens a stream, and waits until it is open.
     *
     * @param lastEventId where it was; null for now
     */
    public static EventReader open(
            RunningApplication dura, String query, @Nullable String lastEventId) {
        EventReader reader = new EventReader(dura.stream("/v1/events" + query, lastEventId));
        Awaitility.await("the stream to open").until(() -> reader.ready);
        return reader;
    }

    private void read() {
        String id = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring("id:".length()).strip();
                }
                if (line.startsWith("data:{\"specversion\"")) {
                    String type =
                            JSON.readTree(line.substring("data:".length())).at("/type").asString();
                    told.add(new Told(id, type));
                }
                ready = true;
            }
        } catch (IOException closed) {
            ready = true;
        }
    }

    /** The first so many events. */
    public List<Told> await(int count) {
        return Awaitility.await(count + " events")
                .atMost(Duration.ofSeconds(10))
                .until(() -> new ArrayList<>(told), so -> so.size() >= count);
    }

    /** Whether nothing comes for two looks of the server. */
    public boolean quiet() {
        int before = told.size();
        Awaitility.await("two looks")
                .during(Duration.ofMillis(600))
                .atMost(Duration.ofSeconds(5))
                .until(() -> told.size() == before);
        return true;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
