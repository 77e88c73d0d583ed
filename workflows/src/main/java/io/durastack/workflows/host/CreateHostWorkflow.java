package io.durastack.workflows.host;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.operation.ReversibleOperation;
import java.util.List;

/** Connect and set up, finish. */
public final class CreateHostWorkflow implements CreateHost {

    @Override
    public OperationResult run(OperationRun run, CreateHostRequest request) {
        return new Creation(run, request).execute();
    }

    private static final class Creation extends ReversibleOperation {

        private final CreateHostRequest request;

        Creation(OperationRun run, CreateHostRequest request) {
            super(run);
            this.request = request;
        }

        @Override
        protected FinishOutcome forward() {
            HostRef host = request.host();
            compensateWith(Removal.host(host));
            HostFacts facts =
                    onHost(
                            "connect",
                            host,
                            HostActivities.class,
                            it ->
                                    it.ensureHost(
                                            new EnsureHost(
                                                    fence(),
                                                    host,
                                                    request.connection(),
                                                    request.simulated())));
            return finish(
                    HostInventoryActivities.class,
                    it -> it.finishCreate(new FinishHost(fence(), host.id(), facts, steps())));
        }

        @Override
        protected Made made() {
            return Made.bySomeRun(List.of(Removal.host(request.host())));
        }

        @Override
        protected FinishOutcome rolledBack(StepError cause, List<Debt> debts) {
            return finish(
                    HostInventoryActivities.class,
                    it ->
                            it.finishCreateRolledBack(
                                    new FinishHostRemoval(
                                            fence(), request.host().id(), cause, debts, steps())));
        }
    }
}
