package io.durastack.api.dispatch;

import io.durastack.workflows.engine.Builds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs in the engine, by id: looked at one by one, never through its search. */
public final class EngineRuns {

    private static final Logger LOG = LoggerFactory.getLogger(EngineRuns.class);

    /**
     * Who asks waits for this answer: one that hangs is taken for no answer sooner than a start.
     */
    private static final long ANSWER_SECONDS = 3;

    private final WorkflowClient engine;
    private final GoneBuilds gone;

    /**
     * Makes it.
     *
     * @param missingBuild how long the workers of a build may be away before its runs are given up
     */
    public EngineRuns(WorkflowClient engine, Duration missingBuild) {
        this(engine, new GoneBuilds(new Builds(engine)::served, missingBuild, System::nanoTime));
    }

    EngineRuns(WorkflowClient engine, GoneBuilds gone) {
        this.engine = engine;
        this.gone = gone;
    }

    /**
     * Tells a run that its operation was cancelled. A hint: where it does not arrive, the sweeper
     * repeats it, and the steps look at the row themselves.
     */
    public void cancel(String workflowId) {
        try {
            engine.newUntypedWorkflowStub(workflowId).cancel();
        } catch (StatusRuntimeException | WorkflowException away) {
            LOG.debug("could not tell {} that it was cancelled", workflowId, away);
        }
    }

    /**
     * Ends a run that somebody else has taken over: tidiness only, its steps are refused anyway.
     */
    void terminate(String workflowId, String reason) {
        try {
            engine.newUntypedWorkflowStub(workflowId).terminate(reason);
        } catch (StatusRuntimeException | WorkflowException away) {
            LOG.debug("could not end {}", workflowId, away);
        }
    }

    /** How a run stands in the engine. */
    public enum Standing {
        OPEN,
        /** Open, and there is no worker of its build any more. */
        ORPHANED,
        /** It closed by itself. */
        CLOSED,
        /** It failed, was terminated or timed out. */
        BROKEN,
        /** The engine does not know it. */
        GONE
    }

    /** How the latest run of this id stands; empty when the engine does not answer. */
    public Optional<Standing> standing(String workflowId) {
        try {
            WorkflowExecutionInfo run = describe(workflowId).getWorkflowExecutionInfo();
            Standing standing = standing(run.getStatus());
            String build = run.getVersioningInfo().getDeploymentVersion().getBuildId();
            boolean orphaned = standing == Standing.OPEN && !build.isEmpty() && gone.isGone(build);
            return Optional.of(orphaned ? Standing.ORPHANED : standing);
        } catch (StatusRuntimeException away) {
            if (away.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.of(Standing.GONE);
            }
            LOG.debug("the engine does not say how {} stands", workflowId, away);
            return Optional.empty();
        }
    }

    private static Standing standing(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_COMPLETED, WORKFLOW_EXECUTION_STATUS_CANCELED ->
                    Standing.CLOSED;
            case WORKFLOW_EXECUTION_STATUS_FAILED,
                    WORKFLOW_EXECUTION_STATUS_TERMINATED,
                    WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
                    Standing.BROKEN;
            default -> Standing.OPEN;
        };
    }

    /** What the engine knows of the latest run of this id, with the steps that are under way. */
    public DescribeWorkflowExecutionResponse describe(String workflowId) {
        return engine.getWorkflowServiceStubs()
                .blockingStub()
                .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                .describeWorkflowExecution(
                        DescribeWorkflowExecutionRequest.newBuilder()
                                .setNamespace(engine.getOptions().getNamespace())
                                .setExecution(
                                        WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                                .build());
    }

    /**
     * When a worker last asked a queue for work, as far as the engine remembers; empty when none
     * did, or the engine does not answer.
     *
     * @param steps whether steps on hosts are asked for, and not the moves of operations
     */
    public Optional<Instant> lastAskedForWork(String queue, boolean steps) {
        try {
            return engine
                    .getWorkflowServiceStubs()
                    .blockingStub()
                    .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .describeTaskQueue(
                            DescribeTaskQueueRequest.newBuilder()
                                    .setNamespace(engine.getOptions().getNamespace())
                                    .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                                    .setTaskQueueType(
                                            steps
                                                    ? TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY
                                                    : TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                                    .build())
                    .getPollersList()
                    .stream()
                    .map(it -> Instant.ofEpochSecond(it.getLastAccessTime().getSeconds()))
                    .max(Comparator.naturalOrder());
        } catch (StatusRuntimeException away) {
            LOG.debug("the engine does not say who serves {}", queue, away);
            return Optional.empty();
        }
    }
}
