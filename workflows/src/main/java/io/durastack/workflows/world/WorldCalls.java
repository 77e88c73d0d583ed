package io.durastack.workflows.world;

import io.durastack.workflows.engine.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * How the short workflows call a world: somebody waits for the answer, so a world that no worker
 * reaches is given up soon.
 */
final class WorldCalls {

    private WorldCalls() {}

    static WorldActivities to(WorldPlace place) {
        return Workflow.newActivityStub(
                WorldActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.host(place.zone(), place.pool()))
                        .setScheduleToStartTimeout(Duration.ofSeconds(10))
                        .setStartToCloseTimeout(Duration.ofSeconds(30))
                        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
                        .build());
    }
}
