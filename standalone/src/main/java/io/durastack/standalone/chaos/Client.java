package io.durastack.standalone.chaos;

import io.durastack.standalone.demo.ApiClient;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, and again where no answer came and the API may have been killed. Whatever it
 * answers with a status of 500 and above is a finding, unless it may have been.
 */
final class Client {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /**
     * An answer.
     *
     * @param again whether the request was sent more than once, so that an earlier one may have
     *     been heard
     */
    record Heard(ApiClient.Answer answer, boolean again) {

        /** Whether it was done, or will be; an operation that has failed already was accepted. */
        boolean accepted() {
            return answer.status() < 300 || failed();
        }

        /** Whether its operation has ended otherwise while the client waited for it. */
        boolean failed() {
            String code = answer.body().path("code").asString("");
            return answer.status() == 409
                    && (code.equals("operation_failed") || code.equals("no_capacity"))
                    && !answer.body().path("operation").asString("").isEmpty();
        }

        String operation() {
            return failed()
                    ? answer.body().path("operation").asString()
                    : answer.body().at("/operation/id").asString("");
        }
    }

    private final ApiClient api;
    private final boolean mayBeAway;
    private final Findings findings;
    private final LongAdder requests = new LongAdder();

    /**
     * Makes one.
     *
     * @param mayBeAway whether the API is killed in this run
     */
    Client(ApiClient api, boolean mayBeAway, Findings findings) {
        this.api = api;
        this.mayBeAway = mayBeAway;
        this.findings = findings;
    }

    long requests() {
        return requests.sum();
    }

    Heard get(String path, Map<String, String> headers) {
        return send("GET", path, null, headers);
    }

    Heard send(
            String method,
            String path,
            @Nullable Map<String, ?> body,
            Map<String, String> headers) {
        long start = System.nanoTime();
        for (boolean again = false; ; again = true) {
            ApiClient.@Nullable Answer answer = attempt(method, path, body, headers);
            if (answer != null && answer.status() < 500) {
                return new Heard(answer, again);
            }
            String what =
                    method
                            + " "
                            + path
                            + " was answered "
                            + (answer == null
                                    ? "by nobody"
                                    : answer.status() + " " + answer.body());
            if (!mayBeAway) {
                findings.add("answer", what);
            }
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException(what + " for three minutes");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private ApiClient.@Nullable Answer attempt(
            String method,
            String path,
            @Nullable Map<String, ?> body,
            Map<String, String> headers) {
        try {
            requests.increment();
            return api.exchange(method, path, body, headers);
        } catch (UncheckedIOException away) {
            return null;
        }
    }
}
