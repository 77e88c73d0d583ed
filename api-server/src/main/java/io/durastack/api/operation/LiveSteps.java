package io.durastack.api.operation;

import com.google.protobuf.Timestamp;
import io.durastack.api.dispatch.EngineRuns;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.Failures;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Progress;
import io.durastack.workflows.operation.RunningSteps;
import io.durastack.workflows.operation.StepSummary;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.PendingWorkflowTaskState;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The steps of one operation. Those of an operation that has ended are in its row; those of a
 * running one are asked of its run: what is under way by the engine's description, what is finished
 * by a query. Where the engine does not answer, the row is what there is.
 */
@Component
class LiveSteps {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSteps.class);

    /** A worker that is there takes what waits in milliseconds. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private static final RunningSteps UNKNOWN = new RunningSteps(List.of(), null);

    private final EngineConnection engine;
    private final EngineRuns runs;

    LiveSteps(EngineConnection engine, EngineRuns runs) {
        this.engine = engine;
        this.runs = runs;
    }

    Live of(OperationRecord operation) {
        List<StepView> stored = stored(operation);
        if (operation.settled() || operation.startedAt() == null) {
            return Live.fromRow(Live.Engine.NOT_ASKED, stored);
        }
        try {
            DescribeWorkflowExecutionResponse run = runs.describe(operation.workflowId());
            boolean open =
                    run.getWorkflowExecutionInfo().getStatus()
                            == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
            return open ? live(operation, run) : Live.fromRow(Live.Engine.NO_RUN, stored);
        } catch (StatusRuntimeException away) {
            LOG.debug("the steps of operation {} are not known now", operation.id(), away);
            return Live.fromRow(
                    away.getStatus().getCode() == Status.Code.NOT_FOUND
                            ? Live.Engine.NO_RUN
                            : Live.Engine.AWAY,
                    stored);
        }
    }

    /** The steps as the row keeps them: of the run that ended last, if any did. */
    static List<StepView> stored(OperationRecord operation) {
        return operation.steps().stream().map(LiveSteps::finished).toList();
    }

    private Live live(OperationRecord operation, DescribeWorkflowExecutionResponse run) {
        Live.NotTaken notTaken = notTaken(run);
        // Who asks a run that no worker serves waits for nothing.
        RunningSteps told = notTaken != null && !notTaken.onHost() ? UNKNOWN : ask(operation);
        List<StepView> steps = new ArrayList<>();
        told.finished().forEach(step -> steps.add(finished(step)));
        run.getPendingActivitiesList().forEach(step -> steps.add(pending(step, told.current())));
        if (run.getPendingActivitiesCount() == 0 && told.current() != null) {
            steps.add(StepView.running(told.current()));
        }
        return new Live(Live.Engine.ANSWERED, steps, notTaken);
    }

    private RunningSteps ask(OperationRecord operation) {
        try {
            return engine.client()
                    .newUntypedWorkflowStub(operation.workflowId())
                    .query(RunningSteps.QUERY, RunningSteps.class);
        } catch (StatusRuntimeException | WorkflowException silent) {
            LOG.debug("no worker tells the steps of operation {}", operation.id(), silent);
            return UNKNOWN;
        }
    }

    private static Live.@Nullable NotTaken notTaken(DescribeWorkflowExecutionResponse run) {
        if (run.hasPendingWorkflowTask()) {
            PendingWorkflowTaskInfo task = run.getPendingWorkflowTask();
            Instant since =
                    instant(
                            task.hasOriginalScheduledTime()
                                    ? task.getOriginalScheduledTime()
                                    : task.getScheduledTime());
            boolean waits =
                    task.getState()
                            == PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_SCHEDULED;
            return waits && overdue(since) ? new Live.NotTaken(false, since) : null;
        }
        return run.getPendingActivitiesList().stream()
                .filter(LiveSteps::waits)
                .map(LiveSteps::due)
                .filter(LiveSteps::overdue)
                .findFirst()
                .map(since -> new Live.NotTaken(true, since))
                .orElse(null);
    }

    private static boolean waits(PendingActivityInfo step) {
        return step.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED;
    }

    private static Instant due(PendingActivityInfo step) {
        return instant(
                step.hasNextAttemptScheduleTime()
                        ? step.getNextAttemptScheduleTime()
                        : step.getScheduledTime());
    }

    private static boolean overdue(Instant since) {
        return since.isBefore(Instant.now().minus(SOON));
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
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
                null,
                step.compensation());
    }

    /**
     * A settlement is tried for as long as its patience lasts, which is said by the largest number.
     */
    private static @Nullable Integer limit(int attempts) {
        return attempts == 0 || attempts == Integer.MAX_VALUE ? null : attempts;
    }

    private static StepView pending(PendingActivityInfo step, @Nullable String name) {
        return new StepView(
                name == null ? step.getActivityType().getName() : name,
                state(step),
                step.getAttempt(),
                limit(step.getMaximumAttempts()),
                null,
                step.hasLastFailure() ? error(step.getLastFailure(), name) : null,
                startedAt(step),
                null,
                step.hasNextAttemptScheduleTime()
                        ? instant(step.getNextAttemptScheduleTime())
                        : null,
                progress(step),
                false);
    }

    /** The engine moves the time at which a step was scheduled on to that of its next try. */
    private static @Nullable Instant startedAt(PendingActivityInfo step) {
        if (step.getAttempt() > 1) {
            return step.hasLastStartedTime() ? instant(step.getLastStartedTime()) : null;
        }
        return step.hasScheduledTime() ? instant(step.getScheduledTime()) : null;
    }

    private static String state(PendingActivityInfo step) {
        if (step.getAttempt() > 1) {
            return "RETRYING";
        }
        return waits(step) && overdue(due(step)) ? "PENDING" : "RUNNING";
    }

    /** What the step reported last; steps that report say how far they are, and nothing else. */
    private static @Nullable Progress progress(PendingActivityInfo step) {
        return step.hasHeartbeatDetails()
                ? Payloads.converter()
                        .fromPayloads(
                                0,
                                Optional.of(step.getHeartbeatDetails()),
                                Progress.class,
                                Progress.class)
                : null;
    }

    private static StepError error(Failure failure, @Nullable String step) {
        FailureCode code =
                failure.hasApplicationFailureInfo()
                        ? Failures.code(failure.getApplicationFailureInfo().getType())
                        : FailureCode.HOST_TIMEOUT;
        return StepError.of(code, failure.getMessage(), step);
    }
}
