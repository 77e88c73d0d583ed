package io.durastack.worker.role;

import io.durastack.worker.engine.WorkerEngine;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the SDK's worker factories, all alike. */
final class WorkerFactories {

    private WorkerFactories() {}

    /** Of the interceptors the last one is the outermost. */
    static WorkerFactory create(
            WorkerEngine engine, WorkerSettings settings, List<WorkerInterceptor> interceptors) {
        return WorkerFactory.newInstance(
                engine.client(),
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .setWorkflowCacheSize(settings.workflows())
                        .setMaxWorkflowThreadCount(settings.workflows() * 2)
                        .setWorkerInterceptors(interceptors.toArray(WorkerInterceptor[]::new))
                        .build());
    }

    /**
     * Takes no new work, and lets that in hand go on until the grace is over, one grace for all of
     * them together. What is not done by then is cut, and the engine gives it to another worker
     * when this one has shown no sign of life at it for a while.
     */
    static void stop(Collection<WorkerFactory> factories, WorkerSettings settings) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.stopSeconds());
        factories.forEach(WorkerFactory::shutdown);
        factories.forEach(factory ->
                factory.awaitTermination(
                        Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        factories.forEach(WorkerFactory::shutdownNow);
    }
}
