package io.durastack.inventory.vm;

import io.durastack.inventory.allocation.Need;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.hypervisor.DiskSpec;
import io.durastack.workflows.hypervisor.DomainSpec;
import io.durastack.workflows.hypervisor.Hardware;
import io.durastack.workflows.hypervisor.NicSpec;
import io.durastack.workflows.image.ImageRef;
import io.durastack.workflows.network.L3NetworkId;
import io.durastack.workflows.storage.StorageId;
import io.durastack.workflows.storage.StoredVolume;
import io.durastack.workflows.storage.VolumeId;
import io.durastack.workflows.storage.VolumeKind;
import io.durastack.workflows.storage.VolumeSpec;
import io.durastack.workflows.vm.NicId;
import io.durastack.workflows.vm.PlacementId;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.vm.VmPlacement;
import io.durastack.workflows.zone.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A VM with everything that its placement and its domain are made from, read in one statement.
 *
 * @param foundOn a host on which an audit found a guest of it that these rows know nothing of
 */
record VmBlueprint(
        VmId vm,
        ZoneId zone,
        int cpus,
        long memoryBytes,
        Hardware hardware,
        ImageRef image,
        List<Disk> disks,
        List<Port> ports,
        @Nullable String foundOn,
        @Nullable Placed placed) {

    /** A volume; storage and locator are null before it was placed. */
    record Disk(
            VolumeId id,
            VolumeKind kind,
            long bytes,
            String format,
            String target,
            @Nullable StorageId storage,
            @Nullable String locator) {

        StoredVolume stored() {
            return new StoredVolume(
                    id, Objects.requireNonNull(storage), Objects.requireNonNull(locator));
        }
    }

    /** A NIC, and what it is plugged into. */
    record Port(
            NicId id,
            String mac,
            String bridge,
            L3NetworkId network,
            @Nullable String physicalNetwork,
            List<String> addresses) {

        Port {
            addresses = List.copyOf(addresses);
        }
    }

    /** Where it was placed. */
    record Placed(PlacementId id, HostRef host, long networkGeneration, String engineRun) {}

    VmBlueprint {
        disks = List.copyOf(disks);
        ports = List.copyOf(ports);
    }

    Need need() {
        return new Need(
                zone,
                cpus,
                memoryBytes,
                disks.stream().mapToLong(Disk::bytes).sum(),
                ports.stream()
                        .map(Port::physicalNetwork)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                List.of());
    }

    /** Whether this run in the engine has chosen the host. */
    boolean placedBy(String engineRun) {
        return placed != null && placed.engineRun().equals(engineRun);
    }

    /** The placement that the steps on the host work from; empty for a VM that was not placed. */
    Optional<VmPlacement> placement() {
        return Optional.ofNullable(placed)
                .map(where ->
                        new VmPlacement(
                                where.id(),
                                where.host(),
                                volumes(),
                                where.networkGeneration(),
                                domain()));
    }

    private List<VolumeSpec> volumes() {
        return disks.stream()
                .map(disk ->
                        new VolumeSpec(
                                disk.stored(),
                                disk.kind(),
                                disk.bytes(),
                                disk.kind() == VolumeKind.ROOT ? image : null))
                .toList();
    }

    private DomainSpec domain() {
        return new DomainSpec(
                vm,
                cpus,
                memoryBytes,
                hardware,
                disks.stream()
                        .map(disk ->
                                new DiskSpec(
                                        disk.stored(),
                                        disk.target(),
                                        disk.format(),
                                        disk.kind() == VolumeKind.SEED))
                        .toList(),
                ports.stream()
                        .map(port ->
                                new NicSpec(port.id(), port.mac(), port.bridge(), port.addresses()))
                        .toList());
    }
}
