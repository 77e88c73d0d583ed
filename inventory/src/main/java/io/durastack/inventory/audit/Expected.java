package io.durastack.inventory.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rows expect of the worlds.
 *
 * @param vms by id, those that are not deleted
 * @param volumes by id, those that are not deleted
 * @param bridges by host
 * @param holders by resource: the operation that holds it, or has held it since the look at the
 *     worlds began. What is there of it is still being made or taken away.
 * @param reserved by host: VMs and volumes that no row knows, and that room is kept for
 * @param owed by host and thing: the operation whose unpaid debt names it
 */
public record Expected(
        Map<UUID, Vm> vms,
        Map<UUID, Volume> volumes,
        Map<UUID, Bridges> bridges,
        Map<UUID, List<UUID>> reserved,
        Map<UUID, UUID> holders,
        Map<UUID, Map<UUID, UUID>> owed) {

    public Expected {
        vms = Map.copyOf(vms);
        volumes = Map.copyOf(volumes);
        bridges = Map.copyOf(bridges);
        reserved = Map.copyOf(reserved);
        holders = Map.copyOf(holders);
        owed = Map.copyOf(owed);
    }

    /** A VM. */
    public record Vm(
            UUID id, String name, String state, @Nullable UUID host, int cpus, long memoryBytes) {}

    /** A volume. */
    public record Volume(
            UUID id,
            String name,
            @Nullable UUID vm,
            String state,
            @Nullable UUID host,
            @Nullable String locator) {}

    /** The bridges that a host shall have. */
    public record Bridges(long generation, Set<String> names) {

        public Bridges {
            names = Set.copyOf(names);
        }
    }

    /** The operation that holds this resource now. */
    public Optional<UUID> holder(@Nullable UUID resource) {
        return resource == null ? Optional.empty() : Optional.ofNullable(holders.get(resource));
    }

    /** The operation whose debt will take this thing away from the host. */
    public Optional<UUID> debtor(UUID host, UUID thing) {
        return Optional.ofNullable(owed.getOrDefault(host, Map.of()).get(thing));
    }
}
