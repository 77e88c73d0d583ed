package io.durastack.workflows.storage;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;
import java.util.List;

/** Names the volumes that shall be gone from a host. */
public record RemoveVolumes(Fence fence, HostRef host, List<StoredVolume> volumes)
        implements HostStepRequest {

    public RemoveVolumes {
        volumes = List.copyOf(volumes);
    }

    @Override
    public boolean holdsWithoutHost() {
        return true;
    }
}
