package io.durastack.worker.engine;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import com.uber.m3.util.Duration;
import io.durastack.workflows.engine.EngineConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker's connection to the engine, with the SDK's metrics in our registry. */
public final class WorkerEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerEngine.class);

    private final Scope metrics;
    private final EngineConnection connection;

    public WorkerEngine(EngineSettings settings, MeterRegistry meters) {
        this.metrics =
                new RootScopeBuilder()
                        .reporter(new MicrometerClientStatsReporter(meters))
                        .reportEvery(Duration.ofSeconds(10));
        this.connection =
                EngineConnection.to(
                        settings.target(),
                        settings.namespace(),
                        "worker@" + ManagementFactory.getRuntimeMXBean().getName(),
                        metrics);
    }

    public WorkflowClient client() {
        return connection.client();
    }

    /**
     * Waits until no poll for work is open, at most so long.
     *
     * @return whether none is
     */
    public boolean awaitNoPolls(java.time.Duration most) {
        return connection.awaitNoPolls(most);
    }

    /**
     * Waits until the engine knows of each worker that was shut down, at most so long.
     *
     * @return whether it does
     */
    public boolean awaitFarewells(java.time.Duration most) {
        return connection.awaitFarewells(most);
    }

    @Override
    public void close() {
        connection.close();
        try {
            metrics.close();
        } catch (ScopeCloseException unreported) {
            LOG.debug("the last metrics of the SDK were not reported", unreported);
        }
    }
}
