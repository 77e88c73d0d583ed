package io.durastack.api.dispatch;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.workflows.engine.TaskQueues;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a world something by a short workflow and waits for the answer: this server sees no world
 * itself.
 */
public final class WorldAsker {

    private static final Logger LOG = LoggerFactory.getLogger(WorldAsker.class);
    private static final Duration MOST = Duration.ofMinutes(2);

    private final WorkflowClient engine;

    public WorldAsker(WorkflowClient engine) {
        this.engine = engine;
    }

    /** Runs the workflow of this type. */
    public <T> T ask(String type, Class<T> answer, Object... arguments) {
        return ask(MOST, type, answer, arguments);
    }

    /**
     * The same with a patience of one's own.
     *
     * @param most after so long the world counts as one that does not answer
     */
    public <T> T ask(Duration most, String type, Class<T> answer, Object... arguments) {
        try {
            var run =
                    engine.newUntypedWorkflowStub(
                            type,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId("world/" + type + "/" + UUID.randomUUID())
                                    .setTaskQueue(TaskQueues.OPERATIONS)
                                    .setWorkflowRunTimeout(most)
                                    .build());
            run.start(arguments);
            return run.getResult(answer);
        } catch (WorkflowException | StatusRuntimeException away) {
            LOG.warn("{} was not answered", type, away);
            throw ApiProblem.of(
                    ProblemCode.UNAVAILABLE,
                    "no worker that reaches this world answered; does one run with its role?");
        }
    }
}
