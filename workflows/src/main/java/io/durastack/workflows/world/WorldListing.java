package io.durastack.workflows.world;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.storage.VolumeId;
import io.durastack.workflows.vm.VmId;
import java.util.List;

/** Everything of ours that a world holds. */
public record WorldListing(List<Host> hosts, List<Domain> domains, List<Volume> volumes) {

    public WorldListing {
        hosts = List.copyOf(hosts);
        domains = List.copyOf(domains);
        volumes = List.copyOf(volumes);
    }

    /** A host, with what its guests and volumes take of it by its own count. */
    public record Host(
            HostId id,
            String name,
            long memoryUsedBytes,
            long storageUsedBytes,
            long networkGeneration) {}

    /** A domain on a host. */
    public record Domain(HostId host, VmId vm, Power power, int cpus, long memoryBytes) {}

    /** A volume on a host. */
    public record Volume(HostId host, VolumeId id, String locator, long bytes) {}
}
