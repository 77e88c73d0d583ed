package io.durastack.worker.role;

import io.durastack.worker.engine.WorkerEngine;
import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.engine.Workflows;
import io.temporal.common.interceptors.WorkerInterceptor;
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
    private final QueueWorker worker;
    private final WorkerSettings settings;
    private final @Nullable OwnBuild build;

    public OrchestratorRole(
            WorkerEngine engine,
            WorkerSettings settings,
            List<WorkerInterceptor> interceptors,
            List<Object> inventorySteps) {
        this.engine = engine;
        this.settings = settings;
        this.build =
                settings.build().isEmpty() ? null : OwnBuild.of(settings.build(), engine.client());
        this.worker =
                QueueWorker.of(
                        TaskQueues.OPERATIONS, options(build), engine, settings, interceptors);
        worker.worker().registerWorkflowImplementationTypes(Workflows.implementations());
        worker.worker().registerActivitiesImplementations(inventorySteps.toArray());
    }

    private WorkerOptions options(@Nullable OwnBuild build) {
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
        worker.start();
        if (build != null) {
            build.takeOverWhereNobodyIs();
        }
    }

    @Override
    public void stop() {
        QueueWorker.stop(engine, List.of(worker), settings);
    }
}
