package io.durastack.standalone.stress;

import io.durastack.workflows.engine.EngineConnection;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Measures what the engine costs without us: {@link EmptyShape}, with its worker in here. */
final class EngineBench {

    private static final int WARM_UP = 200;
    private static final int MOST = 500;
    private static final String TEXT = "x".repeat(600);

    private final EngineConnection engine;
    private final CpuMeter cpu;

    EngineBench(EngineConnection engine, CpuMeter cpu) {
        this.engine = engine;
        this.cpu = cpu;
    }

    StressResult.EngineAlone measure(StressPlan plan) throws InterruptedException {
        WorkerFactory factory =
                WorkerFactory.newInstance(
                        engine.client(),
                        WorkerFactoryOptions.newBuilder()
                                .setUsingVirtualWorkflowThreads(true)
                                .setWorkflowCacheSize(2_000)
                                .setMaxWorkflowThreadCount(4_000)
                                .build());
        Worker workflows = factory.newWorker(EmptyShape.QUEUE, options());
        workflows.registerWorkflowImplementationTypes(EmptyShape.Implementation.class);
        workflows.registerActivitiesImplementations(new EmptyShape.Does());
        factory.newWorker(EmptyShape.QUEUE + "-steps", options())
                .registerActivitiesImplementations(new EmptyShape.Does());
        factory.start();
        try {
            int count = Math.min(plan.vms(), MOST);
            double _ = run(Math.min(count, WARM_UP), plan.concurrency());
            cpu.reset();
            double seconds = run(count, plan.concurrency());
            Map<String, Long> used = cpu.read().millis();
            Map<String, Double> each = new TreeMap<>();
            long engineMillis = used.getOrDefault("temporal", 0L);
            long postgresMillis = used.getOrDefault("postgres", 0L);
            long workerMillis = used.getOrDefault("client", 0L);
            each.put("temporal", Numbers.each(engineMillis, count));
            each.put("postgres", Numbers.each(postgresMillis, count));
            each.put("worker", Numbers.each(workerMillis, count));
            each.put("total", Numbers.each(engineMillis + postgresMillis + workerMillis, count));
            return new StressResult.EngineAlone(count, Numbers.rounded(count / seconds), each);
        } finally {
            factory.shutdownNow();
            factory.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static WorkerOptions options() {
        return WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setDefaultDeadlockDetectionTimeout(10_000)
                .build();
    }

    private double run(int count, int atOnce) throws InterruptedException {
        List<Future<?>> runs = new ArrayList<>();
        Semaphore inFlight = new Semaphore(atOnce);
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < count; number++) {
                inFlight.acquire();
                runs.add(
                        threads.submit(() -> {
                            try {
                                one();
                            } finally {
                                inFlight.release();
                            }
                        }));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Future<?> run : runs) {
            if (run.state() == Future.State.FAILED) {
                throw new IllegalStateException("the engine alone failed", run.exceptionNow());
            }
        }
        return seconds;
    }

    private void one() {
        engine.client()
                .newWorkflowStub(
                        EmptyShape.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(EmptyShape.QUEUE)
                                .setWorkflowId("engine-alone/" + UUID.randomUUID())
                                .build())
                .run(TEXT);
    }
}
