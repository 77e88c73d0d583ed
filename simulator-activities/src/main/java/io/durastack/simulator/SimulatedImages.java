package io.durastack.simulator;

import io.durastack.workflows.image.FetchImage;
import io.durastack.workflows.image.ImageActivities;
import io.durastack.workflows.image.ImageFacts;

/**
 * Images in a world without bytes: whatever is asked for is a qcow2 image of 1 GiB in a file of 256
 * MiB, with the checksum that was expected. One that is not is ordered as a fault of {@code
 * fetchImage}.
 */
final class SimulatedImages implements ImageActivities {

    private static final ImageFacts FACTS = new ImageFacts("qcow2", 1L << 30, 256L << 20);

    private final StepGate gate;

    SimulatedImages(StepGate gate) {
        this.gate = gate;
    }

    /** Needs no turn: a cache belongs to nobody, and holds what its checksum says or nothing. */
    @Override
    public ImageFacts fetchImage(FetchImage request) {
        return gate.pass("fetchImage", request, request.image().value(), () -> FACTS);
    }
}
