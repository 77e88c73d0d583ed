package io.durastack.workflows.hypervisor;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.storage.VolumeSpec;
import io.durastack.workflows.vm.VmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for all that a domain needs before it starts.
 *
 * @param networkGeneration generation of the host's bridges that the VM's NICs need
 * @param bridges those that they need; null from a build that did not tell
 */
public record PrepareVm(
        Fence fence,
        HostRef host,
        VmId vm,
        List<VolumeSpec> volumes,
        long networkGeneration,
        @Nullable List<String> bridges)
        implements HostStepRequest {

    public PrepareVm {
        volumes = List.copyOf(volumes);
        bridges = bridges == null ? List.of() : List.copyOf(bridges);
    }
}
