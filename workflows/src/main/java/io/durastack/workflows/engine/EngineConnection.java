package io.durastack.workflows.engine;

import com.uber.m3.tally.Scope;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client of the engine. Opening it does not need the engine to be there; calls fail while it is
 * away, and work again when it is back.
 */
public final class EngineConnection implements AutoCloseable {

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final OpenCalls polls;
    private final OpenCalls farewells;

    private EngineConnection(
            WorkflowServiceStubs stubs,
            WorkflowClient client,
            OpenCalls polls,
            OpenCalls farewells) {
        this.stubs = stubs;
        this.client = client;
        this.polls = polls;
        this.farewells = farewells;
    }

    /**
     * Prepares a connection.
     *
     * @param target {@code host:port} of the engine's front end
     * @param identity shown in the Web UI as who started or ran something
     * @param metrics where the SDK reports; null for nowhere
     * @param interceptors through which every call of the client goes
     */
    public static EngineConnection to(
            String target,
            String namespace,
            String identity,
            @Nullable Scope metrics,
            WorkflowClientInterceptor... interceptors) {
        OpenCalls polls = new OpenCalls("Poll");
        OpenCalls farewells = new OpenCalls("ShutdownWorker");
        WorkflowServiceStubsOptions.Builder options =
                WorkflowServiceStubsOptions.newBuilder()
                        .setTarget(target)
                        .setRpcTimeout(Duration.ofSeconds(10))
                        .setGrpcClientInterceptors(List.of(polls, farewells))
                        // On a short link compression costs a quarter more CPU and saves nothing.
                        .setGrpcCompression(GrpcCompression.NONE);
        if (metrics != null) {
            options.setMetricsScope(metrics);
        }
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(options.build());
        WorkflowClient client =
                WorkflowClient.newInstance(
                        stubs,
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(namespace)
                                .setIdentity(identity)
                                .setDataConverter(Payloads.converter())
                                .setInterceptors(interceptors)
                                .build());
        return new EngineConnection(stubs, client, polls, farewells);
    }

    public WorkflowClient client() {
        return client;
    }

    /**
     * Waits until no poll for work is open; only who has told its workers to poll no more may hope
     * for that. A poll that is given up may be one to which the engine is just handing a task, and
     * such a task is lost until its timeout.
     *
     * @param most at most so long: a poll to which nothing comes stays open for as long as the
     *     engine's {@code matching.longPollExpirationInterval} says, a minute where it is not set
     * @return whether none is open
     */
    public boolean awaitNoPolls(Duration most) {
        return polls.awaitNone(most);
    }

    /**
     * Waits until the engine knows of every worker of this connection that was shut down: from then
     * on it answers their polls with nothing, at once.
     *
     * @param most at most so long; it may be away
     * @return whether it does
     */
    public boolean awaitFarewells(Duration most) {
        return farewells.awaitNone(most);
    }

    /** Ends the connection; calls that are under way have five seconds. */
    @Override
    public void close() {
        stubs.shutdown();
        if (!stubs.awaitTermination(5, TimeUnit.SECONDS)) {
            stubs.shutdownNow();
        }
    }
}
