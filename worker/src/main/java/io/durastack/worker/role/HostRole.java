package io.durastack.worker.role;

import io.durastack.worker.engine.WorkerEngine;
import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.zone.ZoneId;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.WorkerOptions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs the steps on the hosts of one pool, in every zone that has such a cluster. It looks for new
 * zones every second; each has a task queue, and so a worker of the SDK, of its own.
 */
public final class HostRole implements RoleLifecycle.Role {

    private static final Logger LOG = LoggerFactory.getLogger(HostRole.class);

    private final WorkerEngine engine;
    private final WorkerSettings settings;
    private final List<WorkerInterceptor> interceptors;
    private final JdbcClient inventory;
    private final PoolSteps pool;
    private final Map<ZoneId, QueueWorker> zones = new ConcurrentHashMap<>();

    public HostRole(
            WorkerEngine engine,
            WorkerSettings settings,
            List<WorkerInterceptor> interceptors,
            JdbcClient inventory,
            PoolSteps pool) {
        this.engine = engine;
        this.settings = settings;
        this.interceptors = interceptors;
        this.inventory = inventory;
        this.pool = pool;
    }

    @Override
    public String name() {
        return pool.pool();
    }

    /**
     * Serves the zones that are there now; called again and again it serves those that came later.
     */
    @Override
    public void start() {
        zonesOfPool().stream().filter(zone -> !zones.containsKey(zone)).forEach(this::serve);
    }

    private List<ZoneId> zonesOfPool() {
        return inventory
                .sql(
                        "select distinct zone_id from cluster where pool = :pool and deleted_at is null")
                .param("pool", pool.pool())
                .query((row, index) -> new ZoneId(row.getObject("zone_id", UUID.class)))
                .list();
    }

    private void serve(ZoneId zone) {
        String queue = TaskQueues.host(zone, pool.pool());
        QueueWorker worker =
                QueueWorker.of(
                        queue,
                        WorkerOptions.newBuilder()
                                .setMaxConcurrentActivityExecutionSize(settings.hostSteps())
                                .setMaxConcurrentActivityTaskPollers(5)
                                .setUsingVirtualThreadsOnActivityWorker(!pool.nativeCalls())
                                .build(),
                        engine,
                        settings,
                        interceptors);
        worker.worker().registerActivitiesImplementations(pool.implementations().toArray());
        worker.start();
        zones.put(zone, worker);
        LOG.info("serving {}", queue);
    }

    @Override
    public void stop() {
        QueueWorker.stop(engine, zones.values(), settings);
    }
}
