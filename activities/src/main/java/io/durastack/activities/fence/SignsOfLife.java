package io.durastack.activities.fence;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engine now and then that this worker is still at a step, so that the steps of a worker
 * that died are given to another one soon. A short step never comes to its first sign, and costs
 * nothing. Steps that report their own progress, or have no such timeout, are left alone.
 */
final class SignsOfLife {

    private static final Logger LOG = LoggerFactory.getLogger(SignsOfLife.class);

    /** A step whose timeout is longer reports by itself. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("signs-of-life").daemon().factory());

    /** What ends the signs when the step is over. */
    interface Signs extends AutoCloseable {

        @Override
        void close();
    }

    Signs during(ActivityExecutionContext step) {
        Duration timeout = step.getInfo().getHeartbeatTimeout();
        if (timeout == null || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            return () -> {};
        }
        Future<?> signs =
                timer.scheduleWithFixedDelay(
                        () -> give(step),
                        EVERY.toMillis(),
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
        return () -> signs.cancel(false);
    }

    /** That the engine does not want the step any more is for the fence to say, not for us. */
    private static void give(ActivityExecutionContext step) {
        try {
            step.heartbeat(null);
        } catch (ActivityCompletionException over) {
            LOG.debug("the engine has given up {}", step.getInfo().getActivityType(), over);
        }
    }
}
