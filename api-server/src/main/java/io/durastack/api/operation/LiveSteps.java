package io.durastack.api.operation;

import io.durastack.api.dispatch.EngineRuns;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.Failures;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.RunningSteps;
import io.durastack.workflows.operation.StepSummary;
import io.grpc.StatusRuntimeException;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The steps of one operation. Those of an operation that has ended are in its row; those of a
 * running one are asked of its run: what is finished by a query, what is under way by the engine's
 * description. Where the engine does not answer, the row is what there is.
 */
@Component
class LiveSteps {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSteps.class);

    private final EngineConnection engine;
    private final EngineRuns runs;

    LiveSteps(EngineConnection engine, EngineRuns runs) {
        this.engine = engine;
        this.runs = runs;
    }

    List<StepView> of(OperationRecord operation) {
        List<StepView> steps = new ArrayList<>();
        if (operation.settled() || operation.startedAt() == null) {
            operation.steps().forEach(step -> steps.add(finished(step)));
            return steps;
        }
        try {
            RunningSteps running =
                    engine.client()
                            .newUntypedWorkflowStub(operation.workflowId())
                            .query(RunningSteps.QUERY, RunningSteps.class);
            running.finished().forEach(step -> steps.add(finished(step)));
            List<PendingActivityInfo> pending =
                    runs.describe(operation.workflowId()).getPendingActivitiesList();
            pending.forEach(step -> steps.add(pending(step, running.current())));
            if (pending.isEmpty() && running.current() != null) {
                steps.add(
                        new StepView(
                                running.current(),
                                "RUNNING",
                                1,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                false));
            }
        } catch (StatusRuntimeException | WorkflowException away) {
            LOG.debug("the steps of operation {} are not known now", operation.id(), away);
        }
        return steps;
    }

    private static StepView finished(StepSummary step) {
        return new StepView(
                step.name(),
                step.state(),
                1,
                null,
                step.note(),
                step.error(),
                step.startedAt(),
                step.finishedAt(),
                null,
                step.compensation());
    }

    private static StepView pending(PendingActivityInfo step, @Nullable String name) {
        boolean retrying = step.getAttempt() > 1;
        Instant next =
                step.hasNextAttemptScheduleTime()
                        ? Instant.ofEpochSecond(step.getNextAttemptScheduleTime().getSeconds())
                        : null;
        return new StepView(
                name == null ? step.getActivityType().getName() : name,
                retrying ? "RETRYING" : "RUNNING",
                step.getAttempt(),
                step.getMaximumAttempts() == 0 ? null : step.getMaximumAttempts(),
                null,
                step.hasLastFailure() ? error(step.getLastFailure(), name) : null,
                step.hasScheduledTime()
                        ? Instant.ofEpochSecond(step.getScheduledTime().getSeconds())
                        : null,
                null,
                next,
                false);
    }

    private static StepError error(Failure failure, @Nullable String step) {
        FailureCode code =
                failure.hasApplicationFailureInfo()
                        ? Failures.code(failure.getApplicationFailureInfo().getType())
                        : FailureCode.HOST_TIMEOUT;
        return StepError.of(code, failure.getMessage(), step);
    }
}
