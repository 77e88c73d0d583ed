package io.durastack.worker.role;

import io.durastack.worker.engine.WorkerEngine;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The SDK's worker of one task queue, with a factory of its own, all alike.
 *
 * @param worker where what it runs is registered before it starts
 */
record QueueWorker(WorkerFactory factory, Worker worker) {

    /** More than the engine keeps a poll open to which nothing comes: see dynamic.yaml. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(6);

    /** Prepares one. Of the interceptors the last one is the outermost. */
    static QueueWorker of(
            String queue,
            WorkerOptions options,
            WorkerEngine engine,
            WorkerSettings settings,
            List<WorkerInterceptor> interceptors) {
        WorkerFactory factory =
                WorkerFactory.newInstance(
                        engine.client(),
                        WorkerFactoryOptions.newBuilder()
                                .setUsingVirtualWorkflowThreads(true)
                                .setWorkflowCacheSize(settings.workflows())
                                .setMaxWorkflowThreadCount(settings.workflows() * 2)
                                .setWorkerInterceptors(
                                        interceptors.toArray(WorkerInterceptor[]::new))
                                .build());
        return new QueueWorker(factory, factory.newWorker(queue, options));
    }

    void start() {
        factory.start();
    }

    /**
     * Takes no new work, and lets that in hand go on until the grace is over, one grace for all of
     * them together. What is not done by then is cut, and the engine gives it to another worker
     * when this one has shown no sign of life at it for a while.
     *
     * <p>First they only stop to ask for work, and wait for the answers that are still to come:
     * each may be a task, which would be lost until its timeout if its poll were given up just
     * then. What an engine keeps open for longer is given up with the shutdown, and may be one.
     */
    static void stop(
            WorkerEngine engine, Collection<QueueWorker> workers, WorkerSettings settings) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.stopSeconds());
        workers.forEach(it -> it.factory.suspendPolling());
        boolean _ = engine.awaitNoPolls(lastAnswers(settings));
        workers.forEach(it -> it.factory.shutdown());
        // A loop that was told to poll no more sleeps until it is told otherwise, also when its
        // worker is shut down: that would end only with the grace. Woken up it sees it, and ends.
        // A factory that is shut down passes this word to no worker.
        boolean _ = engine.awaitFarewells(lastAnswers(settings));
        workers.forEach(it -> it.worker.resumePolling());
        workers.forEach(it ->
                it.factory.awaitTermination(
                        Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        workers.forEach(it -> it.factory.shutdownNow());
    }

    private static Duration lastAnswers(WorkerSettings settings) {
        Duration aThird = Duration.ofSeconds(settings.stopSeconds()).dividedBy(3);
        return aThird.compareTo(LAST_ANSWERS) < 0 ? aThird : LAST_ANSWERS;
    }
}
