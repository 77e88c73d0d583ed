package io.durastack.standalone.audit;

import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.Latency;
import io.durastack.workflows.world.ShapeWorld;
import io.durastack.workflows.world.WorldShape;
import io.durastack.workflows.zone.ZoneId;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A world, told by short workflows. */
public final class World {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final EngineConnection engine;
    private final ZoneId zone;
    private final String pool;

    public World(EngineConnection engine, ZoneId zone, String pool) {
        this.engine = engine;
        this.zone = zone;
        this.pool = pool;
    }

    /** Sets what shall go wrong and how long hosts take; null leaves it. */
    public void shape(@Nullable FaultPlan faults, @Nullable Latency latency) {
        var _ =
                engine.client()
                        .newWorkflowStub(ShapeWorld.class, options("shape"))
                        .run(new WorldShape(zone, pool, faults, latency));
    }

    private WorkflowOptions options(String what) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.OPERATIONS)
                .setWorkflowId("world/" + zone + "/" + what + "/" + UUID.randomUUID())
                .setWorkflowExecutionTimeout(PATIENCE)
                .build();
    }
}
