package io.durastack.workflows.hypervisor;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.vm.VmId;

/**
 * Names the domain that shall not run any more.
 *
 * @param graceSeconds how long the guest may take to shut down by itself before it is forced, 0 to
 *     force at once
 */
public record StopDomain(Fence fence, HostRef host, VmId vm, int graceSeconds)
        implements HostStepRequest {

    @Override
    public boolean holdsWithoutHost() {
        return true;
    }

    @Override
    public DomainState answerWithoutHost() {
        return new DomainState(vm, Power.OFF, null);
    }
}
