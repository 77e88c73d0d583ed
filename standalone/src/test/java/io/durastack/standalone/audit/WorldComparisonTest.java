package io.durastack.standalone.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.storage.VolumeId;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.world.WorldListing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorldComparisonTest {

    private static final long GIB = 1L << 30;

    private final UUID host = UUID.randomUUID();
    private final UUID vm = UUID.randomUUID();
    private final UUID volume = UUID.randomUUID();

    @Test
    void what_agrees_is_no_difference() {
        assertThat(compare(inventory(Set.of(), List.of()), world(vm, volume))).isEmpty();
    }

    @Test
    void both_sides_are_looked_for_on_the_other() {
        UUID stranger = UUID.randomUUID();

        assertThat(compare(inventory(Set.of(), List.of()), world(stranger, volume)))
                .containsExactlyInAnyOrder(
                        "domain of VM "
                                + stranger
                                + " on host host-1: the inventory has no such VM",
                        "VM web is RUNNING, and no domain of it runs");
        assertThat(compare(inventory(Set.of(), List.of()), world(vm, stranger)))
                .containsExactlyInAnyOrder(
                        "volume " + stranger + " on host host-1: the inventory has no such volume",
                        "volume " + volume + " is READY, and on no host");
    }

    @Test
    void a_host_that_its_world_does_not_know_is_a_difference() {
        List<String> differences =
                new WorldComparison(inventory(Set.of(), List.of()), Map.of(), pool -> true)
                        .differences();

        assertThat(differences).containsExactly("host host-1 is not in its world");
    }

    @Test
    void what_an_operation_holds_or_a_debt_owes_is_left_out() {
        UUID other = UUID.randomUUID();

        assertThat(compare(inventory(Set.of(vm, other), List.of()), world(other, volume)))
                .isEmpty();
        assertThat(
                        compare(
                                inventory(
                                        Set.of(vm),
                                        List.of(new InventorySnapshot.Owed(host, other, "{}"))),
                                world(other, volume)))
                .isEmpty();
    }

    private static List<String> compare(
            InventorySnapshot inventory, Map<UUID, WorldListing> listings) {
        return new WorldComparison(inventory, listings, pool -> true).differences();
    }

    private InventorySnapshot inventory(Set<UUID> moving, List<InventorySnapshot.Owed> owed) {
        return new InventorySnapshot(
                Map.of(host, new InventorySnapshot.Host(host, "host-1", "simulator", "READY")),
                Map.of(vm, new InventorySnapshot.Vm(vm, "web", "RUNNING", host, 1, GIB)),
                Map.of(
                        volume,
                        new InventorySnapshot.Volume(
                                volume, vm, "READY", host, "v.qcow2", "RUNNING")),
                moving,
                owed);
    }

    private Map<UUID, WorldListing> world(UUID domain, UUID disk) {
        HostId id = new HostId(host);
        return Map.of(
                host,
                new WorldListing(
                        List.of(new WorldListing.Host(id, "host-1", GIB, 2 * GIB, 1)),
                        List.of(
                                new WorldListing.Domain(
                                        id, new VmId(domain), Power.RUNNING, 1, GIB)),
                        List.of(
                                new WorldListing.Volume(
                                        id, new VolumeId(disk), "v.qcow2", 2 * GIB))));
    }
}
