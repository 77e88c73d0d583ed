package io.durastack.workflows.storage;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.vm.VmId;
import java.util.List;

/** Names the volumes that shall exist on a host for a VM. */
public record EnsureVolumes(Fence fence, HostRef host, VmId vm, List<VolumeSpec> volumes)
        implements HostStepRequest {

    public EnsureVolumes {
        volumes = List.copyOf(volumes);
    }
}
