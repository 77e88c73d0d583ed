package io.durastack.workflows.image;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.ReversibleOperation;
import java.util.List;

/**
 * Choose a host, fetch the image there, finish. No step has anything to undo: nothing is granted,
 * and what is in a host's cache belongs to nobody.
 */
public final class CreateImageWorkflow implements CreateImage {

    @Override
    public OperationResult run(OperationRun run, CreateImageRequest request) {
        return new Creation(run, request).execute();
    }

    private static final class Creation extends ReversibleOperation {

        private final CreateImageRequest request;

        Creation(OperationRun run, CreateImageRequest request) {
            super(run);
            this.request = request;
        }

        @Override
        protected FinishOutcome forward() {
            HostRef host =
                    inInventory(
                            "choose a host",
                            ImageInventoryActivities.class,
                            it -> it.chooseHost(new ImageStep(fence(), request.image())),
                            HostRef::name);
            ImageFacts facts =
                    onHostForLong(
                            "fetch",
                            host,
                            ImageActivities.class,
                            it ->
                                    it.fetchImage(
                                            new FetchImage(
                                                    fence(),
                                                    host,
                                                    request.image(),
                                                    request.source(),
                                                    request.sha256())));
            return finish(
                    ImageInventoryActivities.class,
                    it ->
                            it.finishCreate(
                                    new FinishImage(fence(), request.image(), facts, steps())));
        }

        @Override
        protected Made made() {
            return Made.bySomeRun(List.of());
        }

        @Override
        protected FinishOutcome rolledBack(StepError cause, List<Debt> debts) {
            return finish(
                    ImageInventoryActivities.class,
                    it ->
                            it.finishCreateRolledBack(
                                    new FinishImageRemoval(
                                            fence(), request.image(), cause, steps())));
        }
    }
}
