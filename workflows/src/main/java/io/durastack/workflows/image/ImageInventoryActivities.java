package io.durastack.workflows.image;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Removal;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** What the operations of an image do in the inventory. Local activities, fenced like all. */
@ActivityInterface
public interface ImageInventoryActivities {

    /**
     * A host of the image's zone to fetch it with, one that answers if there is one. Nothing is
     * granted: any host will do, and a fresh run may choose another.
     *
     * @throws io.durastack.workflows.failure.StepFailure {@code NO_CAPACITY} when the zone has no
     *     host
     */
    @ActivityMethod(name = "ChooseHostForImage")
    HostRef chooseHost(ImageStep request);

    /** Ends a create as succeeded: the image is ready to be used. */
    @ActivityMethod(name = "FinishCreateImage")
    FinishOutcome finishCreate(FinishImage request);

    /** Ends a create as rolled back: there is no such image. */
    @ActivityMethod(name = "FinishCreateImageRolledBack")
    FinishOutcome finishCreateRolledBack(FinishImageRemoval request);

    /**
     * The copies of an image that is being deleted, one for each host that may have one; none while
     * another image of the zone has the same bytes.
     */
    @ActivityMethod(name = "CopiesOfImage")
    List<Removal> copies(ImageStep request);

    /** Ends a delete: there is no such image. */
    @ActivityMethod(name = "FinishDeleteImage")
    FinishOutcome finishDelete(FinishImageDelete request);
}
