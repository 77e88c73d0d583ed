package io.durastack.activities.fence;

import io.durastack.inventory.database.SqlFailures;
import io.durastack.inventory.host.HostObservations;
import io.durastack.inventory.operation.OperationAttention;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.Failures;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stands before every step of every operation.
 *
 * <ul>
 *   <li>Before a remote step it asks the inventory whether the operation still is at the step's
 *       turn. The host would refuse a late one itself; this spares it the question, and covers what
 *       has no place to keep a turn.
 *   <li>With the same question it learns whether the step's host was declared lost. Then nobody is
 *       asked: what was there is gone, and all else cannot be done.
 *   <li>From the second try on it writes what is going on to the operation's row, so that lists
 *       find who needs attention without asking the engine. The first try costs nothing.
 *   <li>It translates what a step throws, once, and measures each try.
 * </ul>
 */
public final class StepInterceptor extends WorkerInterceptorBase {

    private static final Logger LOG = LoggerFactory.getLogger(StepInterceptor.class);

    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private final OperationLocks locks;
    private final OperationAttention attention;
    private final HostObservations hosts;
    private final StepMetrics metrics;
    private final SignsOfLife signs = new SignsOfLife();

    /** Hosts that this worker found silent: their next answer is worth a note. */
    private final Set<HostId> silent = ConcurrentHashMap.newKeySet();

    public StepInterceptor(JdbcClient inventory, MeterRegistry meters) {
        this.metrics = new StepMetrics(meters);
        this.locks = new OperationLocks(inventory);
        this.attention = new OperationAttention(inventory);
        this.hosts = new HostObservations(inventory);
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Inbound(next);
    }

    private final class Inbound extends ActivityInboundCallsInterceptorBase {

        private @Nullable ActivityExecutionContext context;

        Inbound(ActivityInboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void init(ActivityExecutionContext context) {
            this.context = context;
            super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            ActivityExecutionContext running = java.util.Objects.requireNonNull(context);
            ActivityInfo step = running.getInfo();
            Optional<Fence> fence = fenceOf(input);
            long begin = System.nanoTime();
            try (var _ = signs.during(running)) {
                Optional<HostStepRequest> onHost = onHost(input);
                boolean lost =
                        !step.isLocal()
                                && fence.isPresent()
                                && check(fence.get(), onHost.orElse(null), step);
                ActivityOutput output =
                        lost ? withoutHost(onHost.orElseThrow()) : super.execute(input);
                metrics.tried(step, System.nanoTime() - begin, "ok");
                metrics.ended(step, output.getResult());
                if (step.getAttempt() > 1) {
                    fence.ifPresent(it -> tell(step, () -> attention.passed(it)));
                }
                onHost.map(it -> it.host().id())
                        .filter(silent::remove)
                        .ifPresent(it -> tell(step, () -> hosts.up(it)));
                return output;
            } catch (RuntimeException thrown) {
                RuntimeException failure =
                        SqlFailures.passing(thrown)
                                .<RuntimeException>map(passing -> passing)
                                .orElse(thrown);
                LOG.debug(
                        "step {} attempt {} failed",
                        step.getActivityType(),
                        step.getAttempt(),
                        thrown);
                metrics.tried(step, System.nanoTime() - begin, outcome(failure));
                fence.ifPresent(it -> note(it, step, failure));
                if (failure instanceof StepFailure known
                        && known.code() == FailureCode.HOST_UNREACHABLE) {
                    onHost(input)
                            .map(it -> it.host().id())
                            .ifPresent(it -> {
                                silent.add(it);
                                tell(step, () -> hosts.silent(it, known.detail()));
                            });
                }
                throw Failures.toEngine(failure);
            }
        }

        /**
         * An inventory that does not answer says nothing about the host, so it must not use up the
         * step's tries: for half of its time the question is asked again.
         *
         * @return whether the host was declared lost, or is not one any more
         */
        private boolean check(Fence fence, @Nullable HostStepRequest onHost, ActivityInfo step) {
            long until = System.nanoTime() + step.getStartToCloseTimeout().toNanos() / 2;
            while (true) {
                try {
                    return locks.check(fence, onHost == null ? null : onHost.host().id());
                } catch (DataAccessException away) {
                    if (SqlFailures.passing(away).isEmpty() || System.nanoTime() > until) {
                        throw away;
                    }
                    LOG.debug("the inventory does not answer, asking again", away);
                    LockSupport.parkNanos(ASK_AGAIN.toNanos());
                }
            }
        }

        private static String outcome(RuntimeException failure) {
            return failure instanceof StepFailure known ? known.code().name() : "BUG";
        }

        /**
         * Best effort: the step's own failure is what counts, and a database that is away cannot be
         * told.
         */
        private void note(Fence fence, ActivityInfo step, RuntimeException failure) {
            if (failure instanceof StepFailure known && !known.code().kind().retryable()) {
                return;
            }
            tell(
                    step,
                    () ->
                            attention.retrying(
                                    fence, step.getActivityType(), step.getAttempt(), failure));
        }

        private static void tell(ActivityInfo step, Runnable note) {
            try {
                note.run();
            } catch (DataAccessException away) {
                LOG.debug("could not note the tries of {}", step.getActivityType(), away);
            }
        }
    }

    private static Optional<Fence> fenceOf(ActivityInboundCallsInterceptor.ActivityInput input) {
        return Arrays.stream(input.getArguments())
                .filter(FencedRequest.class::isInstance)
                .map(argument -> ((FencedRequest) argument).fence())
                .findFirst();
    }

    private static Optional<HostStepRequest> onHost(
            ActivityInboundCallsInterceptor.ActivityInput input) {
        return Arrays.stream(input.getArguments())
                .filter(HostStepRequest.class::isInstance)
                .map(HostStepRequest.class::cast)
                .findFirst();
    }

    /**
     * An operator gave the word that the machine is off for good, or has taken it out of service
     * when nothing of ours was left; so nothing runs there and nothing is kept there; nobody is
     * asked.
     */
    private static ActivityInboundCallsInterceptor.ActivityOutput withoutHost(
            HostStepRequest step) {
        if (!step.holdsWithoutHost()) {
            throw new StepFailure(
                    FailureCode.HOST_LOST,
                    "host " + step.host().name() + " is lost, or no host any more");
        }
        return new ActivityInboundCallsInterceptor.ActivityOutput(step.answerWithoutHost());
    }
}
