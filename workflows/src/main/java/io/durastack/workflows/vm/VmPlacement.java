package io.durastack.workflows.vm;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.hypervisor.DomainSpec;
import io.durastack.workflows.hypervisor.NicSpec;
import io.durastack.workflows.hypervisor.PrepareVm;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.storage.VolumeSpec;
import java.util.List;

/**
 * Where a VM was placed, and all that its host has to be told. Chosen and written down before the
 * first step on the host.
 *
 * @param networkGeneration the generation of the host's bridges that the VM's NICs need
 */
public record VmPlacement(
        PlacementId id,
        HostRef host,
        List<VolumeSpec> volumes,
        long networkGeneration,
        DomainSpec domain) {

    public VmPlacement {
        volumes = List.copyOf(volumes);
    }

    /** What its host has to do before its guest can start. */
    public PrepareVm preparation(Fence fence) {
        return new PrepareVm(
                fence,
                host,
                domain.vm(),
                volumes,
                networkGeneration,
                domain.nics().stream().map(NicSpec::bridge).toList());
    }

    /** What takes the volumes away again. */
    public Removal volumesRemoval() {
        return Removal.volumes(
                host, domain.vm(), volumes.stream().map(VolumeSpec::stored).toList());
    }

    /** What takes the domain away again. */
    public Removal domainRemoval() {
        return Removal.domain(host, domain.vm());
    }
}
