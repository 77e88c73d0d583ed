package io.durastack.workflows.image;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;

/**
 * Asks that an image be in a host's cache no more.
 *
 * @param sha256 of its bytes, which names its entry
 */
public record RemoveImage(Fence fence, HostRef host, ImageId image, String sha256)
        implements HostStepRequest {

    @Override
    public boolean holdsWithoutHost() {
        return true;
    }
}
