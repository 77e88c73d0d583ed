package io.durastack.worker.role;

import io.durastack.worker.engine.WorkerEngine;
import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.engine.Workflows;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the workflows, and their steps in the inventory as local activities. */
public final class OrchestratorRole implements RoleLifecycle.Role {

    /**
     * A workflow task on a busy machine may wait for a processor longer than the SDK's one second.
     */
    private static final long DEADLOCK_MILLIS = 5_000;

    private final WorkerEngine engine;
    private final WorkerFactory factory;
    private final WorkerSettings settings;
    private final @Nullable OwnBuild build;

    public OrchestratorRole(
            WorkerEngine engine,
            WorkerSettings settings,
            List<WorkerInterceptor> interceptors,
            List<Object> inventorySteps) {
        this.engine = engine;
        this.settings = settings;
        this.factory = WorkerFactories.create(engine, settings, interceptors);
        this.build =
                settings.build().isEmpty() ? null : OwnBuild.of(settings.build(), engine.client());
        Worker worker = factory.newWorker(TaskQueues.OPERATIONS, options());
        worker.registerWorkflowImplementationTypes(Workflows.implementations());
        worker.registerActivitiesImplementations(inventorySteps.toArray());
    }

    private WorkerOptions options() {
        WorkerOptions.Builder options =
                WorkerOptions.newBuilder()
                        .setMaxConcurrentLocalActivityExecutionSize(settings.inventorySteps())
                        .setUsingVirtualThreadsOnLocalActivityWorker(true)
                        .setUsingVirtualThreadsOnWorkflowWorker(true)
                        .setMaxConcurrentWorkflowTaskPollers(5)
                        .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                        .setStickyQueueScheduleToStartTimeout(Duration.ofSeconds(30));
        if (build != null) {
            options.setDeploymentOptions(build.options());
        }
        return options.build();
    }

    @Override
    public String name() {
        return "orchestrator";
    }

    @Override
    public void start() {
        factory.start();
        if (build != null) {
            build.takeOverWhereNobodyIs();
        }
    }

    @Override
    public void stop() {
        WorkerFactories.stop(engine, List.of(factory), settings);
    }
}
