package io.durastack.workflows.storage;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;

/** Asks that a host have the folder of a primary storage no more. */
public record RemoveFolder(Fence fence, HostRef host, StorageId storage, String path)
        implements HostStepRequest {

    @Override
    public boolean holdsWithoutHost() {
        return true;
    }
}
