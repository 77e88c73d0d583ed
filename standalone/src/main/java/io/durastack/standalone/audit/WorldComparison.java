package io.durastack.standalone.audit;

import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.world.WorldListing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The inventory against the worlds: each side is gone through and looked for on the other. */
final class WorldComparison {

    private final InventorySnapshot inventory;
    private final Map<UUID, WorldListing> listings;
    private final Predicate<String> poolAnswered;
    private final List<String> differences = new ArrayList<>();

    /**
     * Prepares it.
     *
     * @param listings by the id of the host
     * @param poolAnswered whether the world of a pool was asked
     */
    WorldComparison(
            InventorySnapshot inventory,
            Map<UUID, WorldListing> listings,
            Predicate<String> poolAnswered) {
        this.inventory = inventory;
        this.listings = listings;
        this.poolAnswered = poolAnswered;
    }

    List<String> differences() {
        hosts();
        domainsInWorld();
        volumesInWorld();
        domainsInInventory();
        volumesInInventory();
        return List.copyOf(differences);
    }

    private void hosts() {
        inventory.hosts().values().stream()
                .filter(host -> host.state().equals("READY"))
                .filter(host -> poolAnswered.test(host.pool()))
                .filter(host -> !inventory.moves(host.id()) && !listings.containsKey(host.id()))
                .forEach(host -> say("host %s is not in its world".formatted(host.name())));
        listings.forEach((id, listing) -> {
            if (!inventory.hosts().containsKey(id) && !inventory.moves(id)) {
                say("host %s is in the world, not in the inventory".formatted(id));
            }
            if (listing.hosts().isEmpty()) {
                return;
            }
            WorldListing.Host host = listing.hosts().getFirst();
            long memory =
                    listing.domains().stream()
                            .filter(domain -> domain.power() != Power.OFF)
                            .mapToLong(WorldListing.Domain::memoryBytes)
                            .sum();
            long storage = listing.volumes().stream().mapToLong(WorldListing.Volume::bytes).sum();
            boolean still =
                    listing.domains().stream().noneMatch(it -> inventory.moves(it.vm().value()))
                            && inventory.moving().isEmpty();
            if (still && (memory != host.memoryUsedBytes() || storage != host.storageUsedBytes())) {
                say(
                        "host %s uses %d bytes of memory and %d of storage; its domains and volumes add up to %d and %d"
                                .formatted(
                                        host.name(),
                                        host.memoryUsedBytes(),
                                        host.storageUsedBytes(),
                                        memory,
                                        storage));
            }
        });
    }

    private void domainsInWorld() {
        listings.forEach((host, listing) ->
                listing.domains()
                        .forEach(domain -> {
                            UUID id = domain.vm().value();
                            InventorySnapshot.Vm vm = inventory.vms().get(id);
                            if (inventory.moves(id) || inventory.owes(host, id)) {
                                return;
                            }
                            if (vm == null) {
                                say(
                                        "domain of VM %s on host %s: the inventory has no such VM"
                                                .formatted(id, name(host)));
                            } else if (!host.equals(vm.hostId())) {
                                say(
                                        "VM %s has a domain on host %s, where it does not belong"
                                                .formatted(vm.name(), name(host)));
                            } else if (vm.cpus() != domain.cpus()
                                    || vm.memoryBytes() != domain.memoryBytes()) {
                                say("VM %s has a domain of another size".formatted(vm.name()));
                            } else if (vm.state().equals("STOPPED")
                                    && domain.power() == Power.RUNNING) {
                                say("VM %s is stopped, and its domain runs".formatted(vm.name()));
                            }
                        }));
    }

    private void volumesInWorld() {
        listings.forEach((host, listing) ->
                listing.volumes()
                        .forEach(seen -> {
                            UUID id = seen.id().value();
                            InventorySnapshot.Volume volume = inventory.volumes().get(id);
                            if (inventory.owes(host, id)
                                    || (volume != null && inventory.moves(volume.vmId()))
                                    || (volume == null && !inventory.moving().isEmpty())) {
                                return;
                            }
                            if (volume == null) {
                                say(
                                        "volume %s on host %s: the inventory has no such volume"
                                                .formatted(id, name(host)));
                            } else if (!host.equals(volume.hostId())
                                    || !Objects.equals(volume.locator(), seen.locator())) {
                                say(
                                        "volume %s lies on host %s, where it does not belong"
                                                .formatted(id, name(host)));
                            }
                        }));
    }

    private void domainsInInventory() {
        Map<UUID, Power> seen = new HashMap<>();
        listings.values()
                .forEach(listing ->
                        listing.domains().forEach(it -> seen.put(it.vm().value(), it.power())));
        inventory.vms().values().stream()
                .filter(vm -> vm.state().equals("RUNNING") && isListed(vm.hostId()))
                .filter(vm -> !inventory.moves(vm.id()) && seen.get(vm.id()) != Power.RUNNING)
                .forEach(vm ->
                        say("VM %s is RUNNING, and no domain of it runs".formatted(vm.name())));
    }

    private void volumesInInventory() {
        Set<UUID> seen = new HashSet<>();
        listings.values()
                .forEach(listing -> listing.volumes().forEach(it -> seen.add(it.id().value())));
        inventory.volumes().values().stream()
                .filter(volume -> volume.state().equals("READY") && isListed(volume.hostId()))
                .filter(volume -> !inventory.moves(volume.vmId()) && !seen.contains(volume.id()))
                .forEach(
                        volume -> say("volume %s is READY, and on no host".formatted(volume.id())));
    }

    private boolean isListed(@Nullable UUID host) {
        return host != null && listings.containsKey(host);
    }

    private String name(UUID host) {
        InventorySnapshot.Host known = inventory.hosts().get(host);
        return known == null ? host.toString() : known.name();
    }

    private void say(String difference) {
        differences.add(difference);
    }
}
