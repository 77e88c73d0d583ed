package io.durastack.workflows.vm;

import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.network.L3NetworkId;
import io.durastack.workflows.offering.OfferingId;
import java.util.List;

/**
 * What was asked for. The rows that were written with it hold the rest; user data and keys are not
 * in here, for everybody who sees the Web UI can read this.
 */
public record CreateVmRequest(
        VmId vm, String name, ImageId image, OfferingId offering, List<L3NetworkId> networks) {

    public CreateVmRequest {
        networks = List.copyOf(networks);
    }
}
