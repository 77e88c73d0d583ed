package io.durastack.workflows.hypervisor;

import io.durastack.workflows.vm.VmId;
import java.util.List;

/**
 * A domain as it shall be. Its name on the host is made from the id; the VM's own name is for
 * people.
 *
 * @param memoryBytes a multiple of one MiB
 */
public record DomainSpec(
        VmId vm,
        int cpus,
        long memoryBytes,
        Hardware hardware,
        List<DiskSpec> disks,
        List<NicSpec> nics) {

    public DomainSpec {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
    }
}
