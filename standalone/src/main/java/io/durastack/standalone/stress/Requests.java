package io.durastack.standalone.stress;

import io.durastack.standalone.demo.ApiClient;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends many requests at once, each as a careful client does: with a key, and again with the same
 * one when there is no answer, so that none is done twice.
 */
public final class Requests {

    /** How long an API that does not answer is asked again. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /**
     * A request that was answered.
     *
     * @param resource id of the VM; empty where it was refused
     * @param atMillis when it was first sent, since 1970
     * @param millis until it was accepted
     * @param repeated how often it was sent again
     * @param refusal why it was not accepted
     */
    public record Sent(
            String name,
            String resource,
            String operation,
            long atMillis,
            double millis,
            int repeated,
            @Nullable String refusal) {

        /** The same where the refusal is as good as an acceptance. */
        public Sent accepted() {
            return new Sent(name, resource, operation, atMillis, millis, repeated, null);
        }
    }

    private final ApiClient api;
    private final int atOnce;

    public Requests(ApiClient api, int atOnce) {
        this.api = api;
        this.atOnce = atOnce;
    }

    /**
     * Sends {@code count} of them, the n-th as {@code request} makes it; returns when all are
     * answered.
     */
    public List<Sent> all(int count, IntFunction<Sent> request) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Future<List<Sent>>> lanes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int lane = 0; lane < Math.min(atOnce, count); lane++) {
                lanes.add(
                        threads.submit(() -> {
                            List<Sent> sent = new ArrayList<>();
                            for (int number = next.getAndIncrement();
                                    number < count;
                                    number = next.getAndIncrement()) {
                                sent.add(request.apply(number));
                            }
                            return sent;
                        }));
            }
            List<Sent> all = new ArrayList<>();
            for (Future<List<Sent>> lane : lanes) {
                all.addAll(lane.get());
            }
            return all;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a request could not be sent", failure.getCause());
        }
    }

    /** Asks for a VM. */
    public Sent create(String name, Map<String, ?> body) {
        return send(name, "", "POST", "/v1/vms", body, Map.of("Idempotency-Key", name));
    }

    /** Asks that a VM goes; one that is gone already counts as accepted. */
    public Sent delete(String name, String vm) {
        return send(name, vm, "DELETE", "/v1/vms/" + vm, null, Map.of());
    }

    /**
     * Sends one until it is answered.
     *
     * @param name for the result
     * @param vm that it is about; empty for a new one
     */
    public Sent send(
            String name,
            String vm,
            String method,
            String path,
            @Nullable Map<String, ?> body,
            Map<String, String> headers) {
        long atMillis = System.currentTimeMillis();
        long start = System.nanoTime();
        for (int repeated = 0; ; repeated++) {
            ApiClient.@Nullable Answer answer = attempt(method, path, body, headers);
            long now = System.nanoTime();
            if (answer != null && !isPassing(answer.status())) {
                return sent(name, vm, atMillis, (now - start) / 1e6, repeated, answer);
            }
            if (now - start > PATIENCE_NANOS) {
                String why = answer == null ? "no answer" : "status " + answer.status();
                return new Sent(name, vm, "", atMillis, (now - start) / 1e6, repeated, why);
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
            return api.exchange(method, path, body, headers);
        } catch (UncheckedIOException away) {
            return null;
        }
    }

    private static boolean isPassing(int status) {
        return status == 429 || status >= 500;
    }

    private static Sent sent(
            String name,
            String vm,
            long atMillis,
            double millis,
            int repeated,
            ApiClient.Answer answer) {
        String code = answer.body().path("code").asString("");
        // What a repeated delete meets: the first one was accepted, and its answer lost.
        boolean underWay = answer.status() == 409 && code.equals("operation_in_progress");
        boolean gone = !vm.isEmpty() && (answer.status() == 404 || underWay);
        String refusal =
                answer.status() < 300 || gone
                        ? null
                        : answer.status()
                                + " "
                                + code
                                + ": "
                                + answer.body().path("detail").asString("");
        return new Sent(
                name,
                answer.body().at("/resource/id").asString(vm),
                answer.body().at("/operation/id").asString(""),
                atMillis,
                millis,
                repeated,
                refusal);
    }
}
