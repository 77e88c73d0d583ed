package io.durastack.workflows.host;

import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.ForwardOperation;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import java.util.List;

/**
 * Release, finish. A host that does not answer is not let go by itself: that is for a person to
 * say.
 */
public final class DeleteHostWorkflow implements DeleteHost {

    @Override
    public OperationResult run(OperationRun run, DeleteHostRequest request) {
        return new Deletion(run, request.host()).execute();
    }

    private static final class Deletion extends ForwardOperation {

        private final HostRef host;

        Deletion(OperationRun run, HostRef host) {
            super(run);
            this.host = host;
        }

        @Override
        protected FinishOutcome forward() {
            onHost(
                    "release host",
                    host,
                    HostActivities.class,
                    it -> {
                        it.removeHost(new RemoveHost(fence(), host));
                        return host;
                    });
            return finish(
                    HostInventoryActivities.class,
                    it ->
                            it.finishDelete(
                                    new FinishHostRemoval(
                                            fence(), host.id(), null, List.of(), steps())));
        }
    }
}
