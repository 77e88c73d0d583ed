package io.durastack.workflows.world;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.storage.VolumeId;
import io.durastack.workflows.vm.VmId;
import java.util.List;
import java.util.Objects;

/** Everything of ours that a world holds. What is not ours is counted, and no more. */
public record WorldListing(
        List<Host> hosts, List<Domain> domains, List<Volume> volumes, List<Bridge> bridges) {

    public WorldListing {
        hosts = List.copyOf(hosts);
        domains = List.copyOf(domains);
        volumes = List.copyOf(volumes);
        // What an older build's worker told has none of them.
        bridges = List.copyOf(Objects.requireNonNullElse(bridges, List.of()));
    }

    /** Hosts alone, with nothing of what they hold. */
    public static WorldListing ofHosts(List<Host> hosts) {
        return new WorldListing(hosts, List.of(), List.of(), List.of());
    }

    /**
     * A host, with what its guests and volumes take of it by its own count.
     *
     * @param networkGeneration of its bridges, 0 where they are not whole
     * @param foreign domains and files in our folders that are not ours
     */
    public record Host(
            HostId id,
            String name,
            long memoryUsedBytes,
            long storageUsedBytes,
            long networkGeneration,
            int foreign) {}

    /**
     * A domain on a host.
     *
     * @param disks the locators of the volumes that it uses
     */
    public record Domain(
            HostId host,
            VmId vm,
            Power power,
            int cpus,
            long memoryBytes,
            List<String> disks,
            List<Nic> nics) {

        public Domain {
            disks = List.copyOf(Objects.requireNonNullElse(disks, List.of()));
            nics = List.copyOf(Objects.requireNonNullElse(nics, List.of()));
        }
    }

    /**
     * A network interface of a domain.
     *
     * @param addresses that the guest was given; empty where the domain does not say
     */
    public record Nic(String mac, String bridge, List<String> addresses) {

        public Nic {
            addresses = List.copyOf(addresses);
        }
    }

    /** A volume on a host, or what is there under its name. */
    public record Volume(HostId host, VolumeId id, String locator, long bytes) {}

    /** A bridge on a host. */
    public record Bridge(HostId host, String name) {}
}
