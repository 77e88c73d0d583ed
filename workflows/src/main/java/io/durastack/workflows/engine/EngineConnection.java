package io.durastack.workflows.engine;

import com.uber.m3.tally.Scope;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client of the engine. Opening it does not need the engine to be there; calls fail while it is
 * away, and work again when it is back.
 */
public final class EngineConnection implements AutoCloseable {

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;

    private EngineConnection(WorkflowServiceStubs stubs, WorkflowClient client) {
        this.stubs = stubs;
        this.client = client;
    }

    /**
     * Prepares a connection.
     *
     * @param target {@code host:port} of the engine's front end
     * @param identity shown in the Web UI as who started or ran something
     * @param metrics where the SDK reports; null for nowhere
     */
    public static EngineConnection to(
            String target, String namespace, String identity, @Nullable Scope metrics) {
        WorkflowServiceStubsOptions.Builder options =
                WorkflowServiceStubsOptions.newBuilder()
                        .setTarget(target)
                        .setRpcTimeout(Duration.ofSeconds(10))
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
                                .build());
        return new EngineConnection(stubs, client);
    }

    public WorkflowClient client() {
        return client;
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
