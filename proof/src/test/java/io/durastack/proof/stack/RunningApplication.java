package io.durastack.proof.stack;

import io.durastack.api.ApiServerApplication;
import io.durastack.inventory.secret.SecretBox;
import io.durastack.simulator.SimulatedDataCentre;
import io.durastack.standalone.Application;
import io.durastack.testing.database.TestingDatabase;
import io.durastack.testing.engine.TestingEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application with its REST API, spoken to as anybody would: over HTTP, with a token. */
public final class RunningApplication implements AutoCloseable {

    private static final Semaphore LOGGING = new Semaphore(1);

    private static final JsonMapper JSON = new JsonMapper();

    private final TestingDatabase inventory;
    private final TestingDatabase world;
    private final HttpClient http = HttpClient.newHttpClient();
    private final StepProbe probe = new StepProbe();
    private final StartProbe starts = new StartProbe();
    private final ConfigurableApplicationContext context;
    private final String root;
    private final String token;
    private @Nullable AnswerSchemas schemas;

    private final Map<String, Object> workerProperties = new LinkedHashMap<>();
    private final boolean alone;

    public RunningApplication() {
        this(Map.of());
    }

    /**
     * One with other settings than the usual.
     *
     * @param settings by the names of their properties
     */
    public RunningApplication(Map<String, ?> settings) {
        this.alone = true;
        this.inventory = TestingDatabase.create("classpath:db/migration");
        this.world = TestingDatabase.create(SimulatedDataCentre.MIGRATIONS);
        try {
            Path home = Files.createTempDirectory("durastack");
            Map<String, Object> properties = workerProperties;
            properties.put("durastack.database.url", inventory.url());
            properties.put("durastack.database.username", "postgres");
            properties.put("durastack.database.password", "postgres");
            properties.put("durastack.world.url", world.url());
            properties.put("durastack.world.username", "postgres");
            properties.put("durastack.world.password", "postgres");
            properties.put("durastack.engine.target", TestingEngine.shared().target());
            properties.put("durastack.encryption.key", SecretBox.newKey());
            properties.put("durastack.worker.roles", "orchestrator,simulator");
            properties.put("durastack.worker.stop-seconds", 2);
            properties = new LinkedHashMap<>(workerProperties);
            properties.put("server.port", 0);
            properties.put("durastack.api.home", home.toString());
            properties.put("durastack.steps.retry-millis", 20);
            properties.put("durastack.steps.max-retry-millis", 100);
            properties.put("durastack.steps.tries", 3);
            properties.put("durastack.steps.step-seconds", 4);
            properties.put("durastack.steps.patience-seconds", 60);
            properties.put("durastack.steps.undo-tries", 3);
            // What a proof breaks on purpose is told by the proof.
            properties.put("logging.level.io.temporal", "ERROR");
            properties.put("durastack.upkeep.sweep", "500ms");
            properties.put("durastack.upkeep.settlements", "200ms");
            properties.putAll(settings);
            SpringApplication application = new SpringApplication(Application.class);
            application.addInitializers((GenericApplicationContext it) -> {
                it.registerBean(StepProbe.class, () -> probe);
                it.registerBean(StartProbe.class, () -> starts);
            });
            this.context = start(application, properties);
            this.root = rootOf(context);
            this.token = Files.readString(home.resolve("admin-token")).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A further API server on the same inventory and engine, without a worker. */
    private RunningApplication(RunningApplication first) {
        this.alone = false;
        this.inventory = first.inventory;
        this.world = first.world;
        this.token = first.token;
        Map<String, Object> properties = new LinkedHashMap<>(first.workerProperties);
        properties.keySet().removeIf(it -> it.startsWith("durastack.wor"));
        properties.put("server.port", 0);
        properties.put("durastack.upkeep.sweep", "500ms");
        this.context = start(new SpringApplication(ApiServerApplication.class), properties);
        this.root = rootOf(context);
    }

    /** Another API server beside this one; it has to be closed before this one is. */
    public RunningApplication anotherServer() {
        return new RunningApplication(this);
    }

    private static String rootOf(ConfigurableApplicationContext context) {
        int port =
                Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                        .getPort();
        return "http://127.0.0.1:" + port;
    }

    /**
     * Applications of one JVM share its logging, which each sets up before anything else: one after
     * the other. With the rest of their start they do not wait for each other.
     */
    static ConfigurableApplicationContext start(
            SpringApplication application, Map<String, Object> properties) {
        AtomicBoolean settingUp = new AtomicBoolean(true);
        Runnable next =
                () -> {
                    if (settingUp.getAndSet(false)) {
                        LOGGING.release();
                    }
                };
        LOGGING.acquireUninterruptibly();
        application.addInitializers(it -> next.run());
        try {
            return application.run(
                    properties.entrySet().stream()
                            .map(it -> "--" + it.getKey() + "=" + it.getValue())
                            .toArray(String[]::new));
        } finally {
            next.run();
        }
    }

    /** What a further worker needs to know. */
    Map<String, Object> workerProperties() {
        return Map.copyOf(workerProperties);
    }

    /** An answer: its status, its headers, and its JSON. */
    public record Answer(int status, Map<String, String> headers, JsonNode json) {

        /** The header of this name, in lower case; empty where there is none. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** The text at a pointer of the JSON. */
        public String text(String pointer) {
            return json.at(pointer).asString();
        }
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, pairs(headers));
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json, Map.of());
    }

    public Answer patch(String path, String json, String... headers) {
        return send("PATCH", path, json, pairs(headers));
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, pairs(headers));
    }

    private static Map<String, String> pairs(String... headers) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int index = 0; index < headers.length; index += 2) {
            pairs.put(headers[index], headers[index + 1]);
        }
        return pairs;
    }

    /** Sends a request; the header Authorization can be replaced. */
    public Answer send(
            String method, String path, @Nullable String json, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Authorization", "Bearer " + token);
        all.put("Content-Type", "application/json");
        all.putAll(headers);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .method(
                                method,
                                json == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(json));
        all.forEach(request::header);
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> received = new LinkedHashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> received.put(name, values.getFirst()));
            String body = response.body();
            JsonNode answer =
                    body.startsWith("{") || body.startsWith("[")
                            ? JSON.readTree(body)
                            : JSON.createObjectNode();
            asDescribed(method, path, response.statusCode(), answer);
            return new Answer(response.statusCode(), received, answer);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** An answer that is plain text. */
    public String text(String path) {
        try (InputStream body = stream(path, null)) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Opens an endless answer. */
    public InputStream stream(String path, @Nullable String lastEventId) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "text/event-stream, text/plain");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Every answer of every test has to be what the API says of itself. */
    private void asDescribed(String method, String path, int status, JsonNode json) {
        if (path.startsWith("/v1/") && status != 204) {
            if (schemas == null) {
                schemas = new AnswerSchemas(send("GET", "/v3/api-docs", null, Map.of()).json());
            }
            List<String> complaints = schemas.complaints(method, path, status, json);
            if (!complaints.isEmpty()) {
                throw new AssertionError(
                        method
                                + " "
                                + path
                                + " answered "
                                + status
                                + " "
                                + json
                                + ": "
                                + complaints);
            }
        }
    }

    /** Through which every step goes. */
    public StepProbe probe() {
        return probe;
    }

    /** Through which every start of a run goes. */
    public StartProbe starts() {
        return starts;
    }

    public TestingDatabase inventory() {
        return inventory;
    }

    public TestingDatabase world() {
        return world;
    }

    @Override
    public void close() {
        context.close();
        if (alone) {
            inventory.close();
            world.close();
        }
    }
}
