package io.durastack.worker.role;

import io.durastack.worker.engine.WorkerEngine;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the SDK's worker factories, all alike. */
final class WorkerFactories {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

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
     *
     * <p>First it only stops to ask for work, and waits a moment for the answers that are still to
     * come: where there is much to do each of them is a task, which would be lost until its timeout
     * if its poll were given up just then. A poll that stays open for that long is one to which
     * hardly anything comes.
     */
    static void stop(
            WorkerEngine engine, Collection<WorkerFactory> factories, WorkerSettings settings) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.stopSeconds());
        factories.forEach(WorkerFactory::suspendPolling);
        boolean _ = engine.awaitNoPolls(lastAnswers(settings));
        factories.forEach(WorkerFactory::shutdown);
        factories.forEach(factory ->
                factory.awaitTermination(
                        Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        factories.forEach(WorkerFactory::shutdownNow);
    }

    private static Duration lastAnswers(WorkerSettings settings) {
        Duration aTenth = Duration.ofSeconds(settings.stopSeconds()).dividedBy(10);
        return aTenth.compareTo(LAST_ANSWERS) < 0 ? aTenth : LAST_ANSWERS;
    }
}
