package io.durastack.proof.harness;

import io.durastack.testing.engine.TestingEngine;
import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.operation.RunningSteps;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/** What somebody can do to a run in the engine's Web UI, behind the back of the operation. */
final class EngineHands implements AutoCloseable {

    /** The task that the engine gives out first; everything is done again from there. */
    private static final int FIRST_TASK_STARTED = 3;

    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(2);

    private final EngineConnection engine;

    EngineHands(String namespace) {
        this.engine =
                EngineConnection.to(TestingEngine.shared().target(), namespace, "somebody", null);
    }

    void cancel(String run) {
        engine.client().newUntypedWorkflowStub(run).cancel();
    }

    void terminate(String run) {
        engine.client().newUntypedWorkflowStub(run).terminate("somebody clicked on it");
    }

    /** Lets a run begin anew, whether it is still open or not. */
    void reset(String run) {
        var _ =
                stub().resetWorkflowExecution(
                                ResetWorkflowExecutionRequest.newBuilder()
                                        .setNamespace(namespace())
                                        .setWorkflowExecution(execution(run))
                                        .setReason("somebody clicked on it")
                                        .setWorkflowTaskFinishEventId(FIRST_TASK_STARTED)
                                        .setRequestId(UUID.randomUUID().toString())
                                        .build());
    }

    /** Starts the same once more, beside it; answers the id of the second run. */
    String startAgain(String run) {
        String again = run + "/again/" + UUID.randomUUID();
        WorkflowExecutionStartedEventAttributes started =
                stub().getWorkflowExecutionHistory(
                                GetWorkflowExecutionHistoryRequest.newBuilder()
                                        .setNamespace(namespace())
                                        .setExecution(execution(run))
                                        .setMaximumPageSize(1)
                                        .build())
                        .getHistory()
                        .getEvents(0)
                        .getWorkflowExecutionStartedEventAttributes();
        var _ =
                stub().startWorkflowExecution(
                                StartWorkflowExecutionRequest.newBuilder()
                                        .setNamespace(namespace())
                                        .setWorkflowId(again)
                                        .setWorkflowType(started.getWorkflowType())
                                        .setTaskQueue(started.getTaskQueue())
                                        .setInput(started.getInput())
                                        .setRequestId(again)
                                        .setWorkflowRunTimeout(
                                                com.google.protobuf.util.Durations.fromSeconds(
                                                        RUN_TIMEOUT.toSeconds()))
                                        .build());
        return again;
    }

    /** What a run says of its steps; of one that has closed it is found by doing it again. */
    RunningSteps steps(String run) {
        return engine.client()
                .newUntypedWorkflowStub(run)
                .query(RunningSteps.QUERY, RunningSteps.class);
    }

    /** Waits until the latest run of this id has closed. */
    void awaitClosed(String run) {
        Awaitility.await("run " + run + " to close")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                stub().describeWorkflowExecution(
                                                DescribeWorkflowExecutionRequest.newBuilder()
                                                        .setNamespace(namespace())
                                                        .setExecution(execution(run))
                                                        .build())
                                        .getWorkflowExecutionInfo()
                                        .getStatus(),
                        status ->
                                status
                                        != WorkflowExecutionStatus
                                                .WORKFLOW_EXECUTION_STATUS_RUNNING);
    }

    private WorkflowServiceBlockingStub stub() {
        return engine.client().getWorkflowServiceStubs().blockingStub();
    }

    private String namespace() {
        return engine.client().getOptions().getNamespace();
    }

    private static WorkflowExecution execution(String run) {
        return WorkflowExecution.newBuilder().setWorkflowId(run).build();
    }

    @Override
    public void close() {
        engine.close();
    }
}
