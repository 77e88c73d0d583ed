package io.durastack.workflows.hypervisor;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.vm.VmId;

/** Names the domain that shall be gone from a host. */
public record RemoveDomain(Fence fence, HostRef host, VmId vm) implements HostStepRequest {

    @Override
    public boolean holdsWithoutHost() {
        return true;
    }
}
