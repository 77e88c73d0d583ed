package io.durastack.worker.role;

import io.durastack.worker.engine.WorkerEngine;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.List;

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
}
