package io.durastack.workflows.image;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Made;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.operation.ReversibleOperation;
import io.temporal.workflow.Workflow;
import java.util.List;

/**
 * Choose a host, fetch the image there, finish. Undone, the copies that a run of it may have
 * fetched are removed again, unless another image has the same bytes.
 */
public final class CreateImageWorkflow implements CreateImage {

    @Override
    public OperationResult run(OperationRun run, CreateImageRequest request) {
        return new Creation(run, request).execute();
    }

    private static final class Creation extends ReversibleOperation {

        /** Runs that began to unwind before left them in the caches. */
        private static final String REMOVES_COPIES = "removes copies";

        private final CreateImageRequest request;
        private List<Removal> copies = List.of();

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
            compensateWith(Removal.image(host, request.image(), request.sha256()));
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
            if (Workflow.getVersion(REMOVES_COPIES, Workflow.DEFAULT_VERSION, 1)
                    == Workflow.DEFAULT_VERSION) {
                return Made.bySomeRun(List.of());
            }
            copies =
                    inInventory(
                            "look up copies",
                            ImageInventoryActivities.class,
                            it -> it.copies(new ImageStep(fence(), request.image())),
                            found -> found.size() + " hosts");
            return Made.bySomeRun(copies);
        }

        @Override
        protected FinishOutcome rolledBack(StepError cause, List<Debt> debts) {
            return finish(
                    ImageInventoryActivities.class,
                    it ->
                            it.finishCreateRolledBack(
                                    new FinishImageRemoval(
                                            fence(),
                                            request.image(),
                                            cause,
                                            copies,
                                            debts,
                                            steps())));
        }
    }
}
