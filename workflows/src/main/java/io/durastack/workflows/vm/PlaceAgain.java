package io.durastack.workflows.vm;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;

/**
 * Asks for another host for a VM whose host does not answer. Only before the step that may start
 * its guest: after it, nothing but proof that it does not run would do.
 *
 * @param silent the placement that is given up
 * @param reason what its host did not answer to
 */
public record PlaceAgain(Fence fence, VmId vm, PlacementId silent, StepError reason)
        implements FencedRequest {}
