package io.durastack.activities.image;

import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.image.ImageEnds;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.image.FinishImage;
import io.durastack.workflows.image.FinishImageDelete;
import io.durastack.workflows.image.FinishImageRemoval;
import io.durastack.workflows.image.ImageInventoryActivities;
import io.durastack.workflows.image.ImageStep;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link ImageInventoryActivities} in the inventory, one transaction each. */
public final class ImageInventorySteps implements ImageInventoryActivities {

    private final Transactions transactions;
    private final ImageEnds ends;

    public ImageInventorySteps(JdbcClient jdbc, Transactions transactions) {
        this.transactions = transactions;
        this.ends = new ImageEnds(jdbc);
    }

    @Override
    public HostRef chooseHost(ImageStep request) {
        return transactions.run(() -> ends.chooseHost(request));
    }

    @Override
    public FinishOutcome finishCreate(FinishImage request) {
        return transactions.run(() -> ends.created(request));
    }

    @Override
    public FinishOutcome finishCreateRolledBack(FinishImageRemoval request) {
        return transactions.run(() -> ends.createRolledBack(request));
    }

    @Override
    public List<Removal> copies(ImageStep request) {
        return transactions.run(() -> ends.copies(request));
    }

    @Override
    public FinishOutcome finishDelete(FinishImageDelete request) {
        return transactions.run(() -> ends.deleted(request));
    }
}
