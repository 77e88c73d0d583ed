package io.durastack.api.audit;

import static io.durastack.api.audit.Probably.DEBT;
import static io.durastack.api.audit.Probably.IN_FLIGHT;
import static io.durastack.api.audit.Probably.LEFTOVER;
import static io.durastack.api.audit.Probably.LOST;
import static io.durastack.api.audit.Probably.MISMATCH;

import io.durastack.inventory.audit.AuditedHost;
import io.durastack.inventory.audit.Expected;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.world.WorldListing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One host: each side is gone through and looked for on the other. What an operation holds or a
 * debt names is told as such, for it is on its way.
 */
final class HostComparison {

    private final AuditedHost host;
    private final WorldListing world;
    private final Expected rows;
    private final Look look;
    private final List<Difference> differences = new ArrayList<>();

    HostComparison(AuditedHost host, Expected rows, Look look) {
        this.host = host;
        this.world = look.of(host);
        this.rows = rows;
        this.look = look;
    }

    List<Difference> differences() {
        if (world.hosts().isEmpty()) {
            add("HOST", host.id(), host.name(), host.id(), "in its world", "not there", LOST, null);
            return List.copyOf(differences);
        }
        counts(world.hosts().getFirst());
        domains();
        volumes();
        bridges(world.hosts().getFirst());
        reservations();
        return List.copyOf(differences);
    }

    /** A host that counts by itself has to count what is there. */
    private void counts(WorldListing.Host seen) {
        long memory =
                world.domains().stream()
                        .filter(domain -> domain.power() != Power.OFF)
                        .mapToLong(WorldListing.Domain::memoryBytes)
                        .sum();
        long storage = world.volumes().stream().mapToLong(WorldListing.Volume::bytes).sum();
        if (memory != seen.memoryUsedBytes() || storage != seen.storageUsedBytes()) {
            add(
                    "COUNTER",
                    host.id(),
                    host.name(),
                    null,
                    "%d bytes of memory and %d of storage, the sum of its domains and volumes"
                            .formatted(memory, storage),
                    "the host says %d and %d"
                            .formatted(seen.memoryUsedBytes(), seen.storageUsedBytes()),
                    MISMATCH,
                    null);
        }
    }

    private void domains() {
        Set<UUID> seen = new HashSet<>();
        for (WorldListing.Domain domain : world.domains()) {
            seen.add(domain.vm().value());
            domain(domain, rows.vms().get(domain.vm().value()));
        }
        rows.vms().values().stream()
                .filter(vm -> host.id().equals(vm.host()) && vm.state().equals("RUNNING"))
                .filter(vm -> !seen.contains(vm.id()))
                .forEach(this::lost);
    }

    private void domain(WorldListing.Domain domain, Expected.@Nullable Vm vm) {
        UUID id = domain.vm().value();
        String found = "a domain that is " + domain.power();
        if (vm == null) {
            add("DOMAIN", id, null, id, "none", found, LEFTOVER, removal("DOMAIN", id));
        } else if (!host.id().equals(vm.host())) {
            misplaced(vm, found);
        } else if (vm.cpus() != domain.cpus() || vm.memoryBytes() != domain.memoryBytes()) {
            add(
                    "DOMAIN",
                    id,
                    vm.name(),
                    id,
                    vm.cpus() + " CPUs and " + vm.memoryBytes() + " bytes of memory",
                    domain.cpus() + " and " + domain.memoryBytes(),
                    MISMATCH,
                    RepairCall.stop(id, "Ends it; start the VM afterwards."));
        } else if (vm.state().equals("STOPPED") && domain.power() != Power.OFF) {
            add(
                    "DOMAIN",
                    id,
                    vm.name(),
                    id,
                    "none, as the VM is STOPPED",
                    found,
                    MISMATCH,
                    RepairCall.stop(id, "Ends it."));
        } else if (vm.state().equals("RUNNING") && domain.power() != Power.RUNNING) {
            add("DOMAIN", id, vm.name(), id, "RUNNING", found, MISMATCH, RepairCall.reboot(id));
        }
    }

    /** Where it is the only one, somebody may have moved it by hand: no call takes that away. */
    private void misplaced(Expected.Vm vm, String found) {
        boolean alone = look.hosts().stream().noneMatch(it -> isOn(it, vm));
        add(
                "DOMAIN",
                vm.id(),
                vm.name(),
                vm.id(),
                "none, as the VM " + belongsTo(vm.host()),
                found + (alone ? ", and none where it belongs" : ""),
                MISMATCH,
                alone ? null : removal("DOMAIN", vm.id()));
    }

    private static String belongsTo(@Nullable UUID host) {
        return host == null ? "has no host yet" : "belongs to host " + host;
    }

    private boolean isOn(AuditedHost other, Expected.Vm vm) {
        return other.id().equals(vm.host())
                && look.of(other).domains().stream()
                        .anyMatch(it -> it.vm().value().equals(vm.id()));
    }

    private void lost(Expected.Vm vm) {
        boolean elsewhere = look.hasDomain(vm.id());
        add(
                "DOMAIN",
                vm.id(),
                vm.name(),
                vm.id(),
                "a domain that runs",
                elsewhere ? "none here, but one elsewhere" : "none",
                LOST,
                elsewhere
                        ? null
                        : RepairCall.stop(
                                vm.id(), "Makes the row true; start the VM again afterwards."));
    }

    private void volumes() {
        Map<String, UUID> leftoverUsers =
                world.domains().stream()
                        .filter(domain -> !rows.vms().containsKey(domain.vm().value()))
                        .flatMap(domain ->
                                domain.disks().stream()
                                        .map(disk -> Map.entry(disk, domain.vm().value())))
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        Map.Entry::getValue,
                                        (one, other) -> one));
        Set<UUID> seen = new HashSet<>();
        for (WorldListing.Volume volume : world.volumes()) {
            seen.add(volume.id().value());
            volume(volume, leftoverUsers.get(volume.locator()));
        }
        rows.volumes().values().stream()
                .filter(volume -> host.id().equals(volume.host()))
                .filter(volume -> volume.state().equals("READY") && !seen.contains(volume.id()))
                .forEach(volume ->
                        add(
                                "VOLUME",
                                volume.id(),
                                volume.name(),
                                volume.vm(),
                                "at " + volume.locator(),
                                "none",
                                LOST,
                                volume.vm() == null ? null : RepairCall.delete(volume.vm())));
    }

    private void volume(WorldListing.Volume seen, @Nullable UUID usedBy) {
        UUID id = seen.id().value();
        Expected.Volume volume = rows.volumes().get(id);
        String found = "at " + seen.locator();
        if (volume == null) {
            UUID first = usedBy == null ? id : usedBy;
            add(
                    "VOLUME",
                    id,
                    null,
                    usedBy,
                    "none",
                    usedBy == null ? found : found + ", used by the domain of VM " + usedBy,
                    LEFTOVER,
                    removal(usedBy == null ? "VOLUME" : "DOMAIN", first));
        } else if (!host.id().equals(volume.host())) {
            add(
                    "VOLUME",
                    id,
                    volume.name(),
                    volume.vm(),
                    "none, as it " + belongsTo(volume.host()),
                    found,
                    MISMATCH,
                    removal("VOLUME", id));
        } else if (!Objects.equals(volume.locator(), seen.locator())) {
            // Taking it away would take the record of the right one along.
            add(
                    "VOLUME",
                    id,
                    volume.name(),
                    volume.vm(),
                    "at " + volume.locator(),
                    found,
                    MISMATCH,
                    null);
        }
    }

    /** Room is kept for something that has gone by itself. */
    private void reservations() {
        Set<UUID> seen = new HashSet<>();
        world.domains().forEach(it -> seen.add(it.vm().value()));
        world.volumes().forEach(it -> seen.add(it.id().value()));
        rows.reserved().getOrDefault(host.id(), List.of()).stream()
                .filter(id -> !seen.contains(id))
                .forEach(id ->
                        add(
                                "RESERVATION",
                                id,
                                null,
                                null,
                                "what room was reserved for when it was found",
                                "nothing there",
                                MISMATCH,
                                RepairCall.repair(
                                        new Repair.Thing("RESERVATION", id.toString()),
                                        host.id(),
                                        "Gives the room back.")));
    }

    /**
     * Bridges are brought by the next VM: while the host is behind, only those count that a guest
     * hangs on.
     */
    private void bridges(WorldListing.Host seen) {
        Expected.Bridges wanted = Objects.requireNonNull(rows.bridges().get(host.id()));
        boolean behind = seen.networkGeneration() < wanted.generation();
        if (seen.networkGeneration() > wanted.generation()) {
            bridge(
                    "generation",
                    "generation " + wanted.generation() + " at most",
                    "generation " + seen.networkGeneration(),
                    MISMATCH);
        }
        Set<String> names =
                world.bridges().stream().map(WorldListing.Bridge::name).collect(Collectors.toSet());
        wanted.names().stream()
                .filter(name -> !names.contains(name) && (!behind || isUsed(name)))
                .forEach(name -> bridge(name, "a bridge", "none", LOST));
        names.stream()
                .filter(name -> !wanted.names().contains(name) && !behind)
                .forEach(name -> bridge(name, "none", "a bridge", LEFTOVER));
    }

    private boolean isUsed(String bridge) {
        return world.domains().stream()
                .flatMap(domain -> domain.nics().stream())
                .anyMatch(nic -> nic.bridge().equals(bridge));
    }

    private void bridge(String name, String expected, String found, Probably probably) {
        RepairCall action =
                RepairCall.repair(
                        new Repair.Thing("BRIDGE", name),
                        host.id(),
                        "All bridges of the host are applied anew by the next VM that is started there.");
        add("BRIDGE", name, null, host.id(), expected, found, probably, action);
    }

    private RepairCall removal(String kind, UUID id) {
        return RepairCall.repair(
                new Repair.Thing(kind, id.toString()),
                host.id(),
                kind.equals("DOMAIN")
                        ? "Ends the guest and removes the volumes that it alone uses. What is on them is lost."
                        : "Removes the volume. What is on it is lost.");
    }

    /**
     * A difference, or what it is instead.
     *
     * @param held the resource whose operation would explain it
     */
    private void add(
            String kind,
            Object id,
            @Nullable String name,
            @Nullable UUID held,
            String expected,
            String found,
            Probably probably,
            @Nullable RepairCall action) {
        Optional<UUID> debt =
                id instanceof UUID thing ? rows.debtor(host.id(), thing) : Optional.empty();
        Optional<UUID> holder = rows.holder(held);
        boolean passing = debt.isPresent() || holder.isPresent();
        differences.add(
                new Difference(
                        host.id(),
                        host.name(),
                        kind,
                        id.toString(),
                        name,
                        expected,
                        found,
                        debt.isPresent() ? DEBT : holder.isPresent() ? IN_FLIGHT : probably,
                        debt.or(() -> holder).orElse(null),
                        passing ? null : action));
    }
}
