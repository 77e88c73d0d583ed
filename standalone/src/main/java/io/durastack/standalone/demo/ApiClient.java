package io.durastack.standalone.demo;

import io.durastack.standalone.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small client of the REST API. */
public final class ApiClient {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, String> PATIENTLY = Map.of("Prefer", "wait=30");
    private static final List<String> SETTLED = List.of("SUCCEEDED", "ROLLED_BACK", "HELD");

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final List<Server> servers;
    private final AtomicInteger next = new AtomicInteger();
    private final String token;

    /** How long a server that did not answer is left out where there is another one. */
    private static final long LEFT_OUT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final class Server {

        private final String root;
        private volatile long silentUntil = System.nanoTime();

        Server(String root) {
            this.root = root;
        }

        boolean answers() {
            return System.nanoTime() - silentUntil >= 0;
        }
    }

    /**
     * A client of servers that are alike: it asks them in turn, and leaves out one that does not
     * answer.
     */
    public ApiClient(List<String> roots, String token) {
        this.servers = roots.stream().map(Server::new).toList();
        this.token = token;
    }

    public ApiClient(String root, String token) {
        this(List.of(root), token);
    }

    private Server server() {
        int first = Math.floorMod(next.getAndIncrement(), servers.size());
        for (int ahead = 0; ahead < servers.size(); ahead++) {
            Server server = servers.get((first + ahead) % servers.size());
            if (server.answers()) {
                return server;
            }
        }
        return servers.get(first);
    }

    /** Reads a resource. */
    public JsonNode get(String path) {
        return find(path).orElseThrow(() -> new UserError("There is nothing at " + path + "."));
    }

    /** Reads a resource, with headers of its own. */
    public JsonNode get(String path, Map<String, String> headers) {
        return json(send("GET", path, null, headers));
    }

    /** Reads a resource that may not be there. */
    public Optional<JsonNode> find(String path) {
        Answer answer = send("GET", path, null, Map.of());
        return answer.status() == 404 ? Optional.empty() : Optional.of(json(answer));
    }

    /** Asks for something new. */
    public JsonNode post(String path, Map<String, ?> body, Map<String, String> headers) {
        return json(send("POST", path, body, headers));
    }

    /** Changes a resource. */
    public JsonNode patch(String path, Map<String, ?> body) {
        return json(send("PATCH", path, body, Map.of()));
    }

    /** Deletes a resource. */
    public JsonNode delete(String path, Map<String, String> headers) {
        return json(send("DELETE", path, null, headers));
    }

    /**
     * Asks for something that shall be refused.
     *
     * @return the problem
     * @throws UserError when it is not refused
     */
    public JsonNode refused(String path, Map<String, ?> body, Map<String, String> headers) {
        Answer answer = send("POST", path, body, headers);
        if (answer.status() < 400) {
            throw new UserError("POST " + path + " was not refused: " + answer.status());
        }
        return answer.body();
    }

    /**
     * Waits until an accepted operation has ended.
     *
     * @param accepted what the API answered
     * @return the operation
     * @throws UserError when it did not succeed
     */
    public JsonNode succeeded(JsonNode accepted) {
        String path = "/v1/operations/" + accepted.at("/operation/id").asString();
        JsonNode now = get(path, PATIENTLY);
        while (!SETTLED.contains(now.path("state").asString())) {
            now = get(path, PATIENTLY);
        }
        if (!now.path("state").asString().equals("SUCCEEDED")) {
            throw new UserError(
                    now.path("kind").asString()
                            + " ended "
                            + now.path("state").asString()
                            + ": "
                            + now.at("/error/message").asString("")
                            + " "
                            + now.at("/error/detail").asString(""));
        }
        return now;
    }

    /**
     * Makes something, and waits until it is made where that takes an operation.
     *
     * @throws UserError when it could not be made
     */
    public void make(String path, Map<String, ?> body) {
        ended(post(path, body, Map.of()));
    }

    /**
     * Deletes something, and waits until it is gone where that takes an operation.
     *
     * @throws UserError when it could not be deleted
     */
    public void remove(String path) {
        ended(delete(path, Map.of()));
    }

    private void ended(JsonNode answer) {
        if (answer.has("operation")) {
            JsonNode _ = succeeded(answer);
        }
    }

    private static JsonNode json(Answer answer) {
        JsonNode body = answer.body();
        if (answer.status() >= 400) {
            throw new UserError(
                    body.path("title").asString() + " " + body.path("detail").asString(),
                    "code "
                            + body.path("code").asString()
                            + ", request "
                            + body.path("requestId").asString(),
                    body.path("hint").asString());
        }
        return body;
    }

    /**
     * What was answered.
     *
     * @param body empty where there was none
     */
    public record Answer(int status, JsonNode body) {}

    /**
     * One exchange with one server, whatever the answer says.
     *
     * @throws UncheckedIOException when there is none; the next one is with another server
     */
    public Answer exchange(
            String method,
            String path,
            @Nullable Map<String, ?> body,
            Map<String, String> headers) {
        Server server = server();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.root + path))
                        .timeout(Duration.ofSeconds(90))
                        .header("Authorization", "Bearer " + token)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(
                                                JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.body().isBlank()
                            ? JSON.createObjectNode()
                            : JSON.readTree(answer.body()));
        } catch (IOException away) {
            server.silentUntil = System.nanoTime() + LEFT_OUT_NANOS;
            throw new UncheckedIOException(away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    /**
     * Opens an endless answer, of Server-Sent Events.
     *
     * @param lastEventId where the reader was; null for now
     * @throws UncheckedIOException when there is none
     */
    public InputStream stream(String path, @Nullable String lastEventId) {
        Server server = server();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.root + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                answer.body().close();
                throw new IOException("status " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException away) {
            server.silentUntil = System.nanoTime() + LEFT_OUT_NANOS;
            throw new UncheckedIOException(away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    private Answer send(
            String method,
            String path,
            @Nullable Map<String, ?> body,
            Map<String, String> headers) {
        try {
            return exchange(method, path, body, headers);
        } catch (UncheckedIOException away) {
            throw new UserError(
                    "The API does not answer: " + away.getMessage(), "See ./dura status");
        }
    }
}
