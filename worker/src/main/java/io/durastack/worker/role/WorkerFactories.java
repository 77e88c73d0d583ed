package io.durastack.worker.role;

import io.durastack.activities.fence.StepInterceptor;
import io.durastack.worker.engine.WorkerEngine;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;

/** Makes the SDK's worker factories, all alike. */
final class WorkerFactories {

    private WorkerFactories() {}

    static WorkerFactory create(
            WorkerEngine engine, WorkerSettings settings, StepInterceptor interceptor) {
        return WorkerFactory.newInstance(
                engine.client(),
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .setWorkflowCacheSize(settings.workflows())
                        .setMaxWorkflowThreadCount(settings.workflows() * 2)
                        .setWorkerInterceptors(interceptor)
                        .build());
    }
}
