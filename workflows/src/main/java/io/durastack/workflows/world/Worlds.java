package io.durastack.workflows.world;

import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.zone.ZoneId;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How a workflow reaches a world. */
final class Worlds {

    private static final Duration ONE_TRY = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Worlds() {}

    /** Nothing that is asked here changes what is, so asking again is safe; whoever asks waits. */
    static WorldActivities stub(ZoneId zone, String pool) {
        return Workflow.newActivityStub(
                WorldActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.host(zone, pool))
                        // Somebody waits: a world that no worker reaches is given up soon.
                        .setScheduleToStartTimeout(Duration.ofSeconds(10))
                        .setStartToCloseTimeout(ONE_TRY)
                        .setScheduleToCloseTimeout(PATIENCE)
                        .setRetryOptions(
                                RetryOptions.newBuilder()
                                        .setInitialInterval(Duration.ofMillis(500))
                                        .setMaximumInterval(Duration.ofSeconds(10))
                                        .build())
                        .build());
    }
}
