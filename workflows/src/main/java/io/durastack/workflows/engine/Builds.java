package io.durastack.workflows.engine;

import com.google.protobuf.util.Timestamps;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo.WorkerDeploymentVersionSummary;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentResponse;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The builds of our workflows that the engine knows. A run stays with the build that it began with;
 * new ones go to the current build. The engine knows a build once a worker of it has asked for
 * work.
 */
public final class Builds {

    /** What all of them together are called in the engine. */
    public static final String DEPLOYMENT = "durastack";

    /** A worker asks again at least so often: one that did not for longer is not there. */
    private static final Duration ASKS_WITHIN = Duration.ofSeconds(90);

    private final WorkflowClient client;

    public Builds(WorkflowClient client) {
        this.client = client;
    }

    /**
     * What the engine knows.
     *
     * @param current gets new runs; empty when none does
     * @param states of each build: inactive, current, draining while it still has runs, drained
     * @param token of this very knowledge, for a change that must not be made over another one
     */
    public record Known(
            Optional<String> current,
            Map<String, String> states,
            com.google.protobuf.ByteString token) {

        public Known {
            states = Map.copyOf(states);
        }
    }

    /** What the engine knows; empty when it knows no build. */
    public Optional<Known> known() {
        try {
            DescribeWorkerDeploymentResponse answer =
                    service()
                            .describeWorkerDeployment(
                                    DescribeWorkerDeploymentRequest.newBuilder()
                                            .setNamespace(namespace())
                                            .setDeploymentName(DEPLOYMENT)
                                            .build());
            Map<String, String> states = new HashMap<>();
            answer.getWorkerDeploymentInfo()
                    .getVersionSummariesList()
                    .forEach(it -> states.put(it.getDeploymentVersion().getBuildId(), state(it)));
            String current =
                    answer.getWorkerDeploymentInfo()
                            .getRoutingConfig()
                            .getCurrentDeploymentVersion()
                            .getBuildId();
            return Optional.of(
                    new Known(
                            Optional.of(current).filter(it -> !it.isEmpty()),
                            states,
                            answer.getConflictToken()));
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static String state(WorkerDeploymentVersionSummary version) {
        return version.getStatus().name().replace("WORKER_DEPLOYMENT_VERSION_STATUS_", "");
    }

    /**
     * Lets new runs go to a build.
     *
     * @param known what the decision was made by
     * @throws StatusRuntimeException when somebody decided otherwise since, or no worker of it is
     *     there
     */
    public void makeCurrent(String build, Known known) {
        var _ =
                service()
                        .setWorkerDeploymentCurrentVersion(
                                SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                                        .setNamespace(namespace())
                                        .setDeploymentName(DEPLOYMENT)
                                        .setBuildId(build)
                                        .setConflictToken(known.token())
                                        .setIdentity(client.getOptions().getIdentity())
                                        .build());
    }

    /** The builds that have a worker now. */
    public Set<String> served() {
        long since = System.currentTimeMillis() - ASKS_WITHIN.toMillis();
        return service()
                .describeTaskQueue(
                        DescribeTaskQueueRequest.newBuilder()
                                .setNamespace(namespace())
                                .setTaskQueue(TaskQueue.newBuilder().setName(TaskQueues.OPERATIONS))
                                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                                .build())
                .getPollersList()
                .stream()
                .filter(poller -> Timestamps.toMillis(poller.getLastAccessTime()) > since)
                .map(poller -> poller.getDeploymentOptions().getBuildId())
                .collect(Collectors.toSet());
    }

    private WorkflowServiceBlockingStub service() {
        return client.getWorkflowServiceStubs().blockingStub();
    }

    private String namespace() {
        return client.getOptions().getNamespace();
    }
}
