package io.durastack.api.dispatch;

import io.durastack.inventory.operation.OutboxEntry;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.engine.SearchAttributes;
import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.engine.WorkflowIds;
import io.durastack.workflows.operation.OperationRun;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a run in the engine. It knows no workflow: the kind of the operation is the workflow's
 * type, and the request goes through as it was stored.
 */
public final class RunStarter {

    private static final Logger LOG = LoggerFactory.getLogger(RunStarter.class);

    private final WorkflowClient engine;

    public RunStarter(WorkflowClient engine) {
        this.engine = engine;
    }

    /**
     * Starts it; once, however often it is called: the engine refuses a second run of the same id,
     * and that counts as started.
     *
     * @return false when the engine did not answer, which leaves open whether it has been started
     */
    boolean start(OutboxEntry entry) {
        OperationRun run = entry.run();
        try {
            engine.newUntypedWorkflowStub(run.kind(), options(entry))
                    .start(run, Payloads.mapper().readValue(entry.request(), Map.class));
            return true;
        } catch (WorkflowExecutionAlreadyStarted already) {
            return true;
        } catch (WorkflowServiceException | StatusRuntimeException away) {
            LOG.warn("could not start operation {}, trying again: {}", run.id(), away.getMessage());
            return false;
        }
    }

    private static WorkflowOptions options(OutboxEntry entry) {
        OperationRun run = entry.run();
        return WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.of(run))
                .setTaskQueue(TaskQueues.OPERATIONS)
                .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTypedSearchAttributes(SearchAttributes.of(run))
                .setStaticSummary(run.kind() + " " + run.resource().name())
                .setStaticDetails(
                        "Operation "
                                + run.id()
                                + ", run "
                                + run.run()
                                + ", asked for by "
                                + entry.requestedBy())
                .build();
    }
}
