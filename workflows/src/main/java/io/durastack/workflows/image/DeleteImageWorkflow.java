package io.durastack.workflows.image;

import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.ForwardOperation;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.Removal;
import java.util.List;

/**
 * Look up which hosts may have a copy, remove all side by side, finish. It only goes forward. A
 * host that does not answer is owed its removal; the image is gone all the same.
 */
public final class DeleteImageWorkflow implements DeleteImage {

    @Override
    public OperationResult run(OperationRun run, DeleteImageRequest request) {
        return new Deletion(run, request.image()).execute();
    }

    private static final class Deletion extends ForwardOperation {

        private final ImageId image;

        Deletion(OperationRun run, ImageId image) {
            super(run);
            this.image = image;
        }

        @Override
        protected FinishOutcome forward() {
            List<Removal> copies =
                    inInventory(
                            "look up copies",
                            ImageInventoryActivities.class,
                            it -> it.copies(new ImageStep(fence(), image)),
                            found -> found.size() + " hosts");
            List<Debt> owed = removeAll(copies);
            return finish(
                    ImageInventoryActivities.class,
                    it ->
                            it.finishDelete(
                                    new FinishImageDelete(fence(), image, copies, owed, steps())));
        }
    }
}
