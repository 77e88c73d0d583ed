package io.durastack.workflows.operation;

import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.host.HostRef;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Makes the stubs through which a workflow calls its steps: patience and retries by the operation's
 * policy.
 */
final class Steps {

    /**
     * A statement in the inventory that takes longer than this is hung; its own lock and statement
     * timeouts are shorter.
     */
    private static final Duration INVENTORY_STEP = Duration.ofSeconds(30);

    /** What a step that fetches something large may take. */
    private static final int LONG_SECONDS = (int) Duration.ofHours(6).toSeconds();

    /**
     * A worker that does not say for so long that it is still at a step is taken for dead, and the
     * step is given to another one. Workers say so by themselves, for steps that last.
     */
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);

    private Steps() {}

    /**
     * A step in our own database. It is tried until the database answers: an inventory that is away
     * makes operations late, never lost. A bug is not tried again, it will be held.
     */
    static <A> A inventory(Class<A> contract, String name) {
        return Workflow.newLocalActivityStub(
                contract,
                LocalActivityOptions.newBuilder()
                        .setStartToCloseTimeout(INVENTORY_STEP)
                        .setSummary(name)
                        // Without a number the SDK tries a local activity once, whatever the rest
                        // says.
                        .setRetryOptions(
                                RetryOptions.newBuilder()
                                        .setMaximumAttempts(Integer.MAX_VALUE)
                                        .setInitialInterval(Duration.ofMillis(100))
                                        .setMaximumInterval(Duration.ofSeconds(10))
                                        .setDoNotRetry("BUG")
                                        .build())
                        .build());
    }

    /**
     * A step on a host that reports as it goes, for hours if need be. One that does not report for
     * the time of an ordinary try is taken for dead.
     */
    static <A> A longHost(Class<A> contract, String name, HostRef host, StepPolicy policy) {
        return Workflow.newActivityStub(
                contract,
                options(
                                name,
                                host,
                                policy.allowing(LONG_SECONDS),
                                policy.tries(),
                                policy.patienceSeconds() + LONG_SECONDS)
                        .setHeartbeatTimeout(Duration.ofSeconds(policy.stepSeconds()))
                        .build());
    }

    /** A step on a host, by a worker that can reach it. */
    static <A> A host(Class<A> contract, String name, HostRef host, StepPolicy policy) {
        return remote(contract, name, host, policy, policy.tries(), policy.patienceSeconds());
    }

    /** A compensation on a host; it may be more patient than the step was. */
    static <A> A undo(Class<A> contract, String name, HostRef host, StepPolicy policy) {
        return remote(
                contract, name, host, policy, policy.undoTries(), policy.undoPatienceSeconds());
    }

    private static <A> A remote(
            Class<A> contract,
            String name,
            HostRef host,
            StepPolicy policy,
            int tries,
            int patienceSeconds) {
        return Workflow.newActivityStub(
                contract,
                options(name, host, policy, tries, patienceSeconds)
                        .setHeartbeatTimeout(SIGN_OF_LIFE)
                        .build());
    }

    private static ActivityOptions.Builder options(
            String name, HostRef host, StepPolicy policy, int tries, int patienceSeconds) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.host(host.zone(), host.pool()))
                .setStartToCloseTimeout(Duration.ofSeconds(policy.stepSeconds()))
                .setScheduleToCloseTimeout(Duration.ofSeconds(patienceSeconds))
                .setSummary(name + " · " + host.name())
                .setRetryOptions(
                        RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofMillis(policy.retryMillis()))
                                .setMaximumInterval(Duration.ofMillis(policy.maxRetryMillis()))
                                .setMaximumAttempts(tries)
                                .build());
    }
}
