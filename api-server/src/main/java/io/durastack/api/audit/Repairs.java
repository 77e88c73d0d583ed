package io.durastack.api.audit;

import io.durastack.api.dispatch.WorldAsker;
import io.durastack.api.host.Settlement;
import io.durastack.api.operation.OperationDefaults;
import io.durastack.api.operation.Operations;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.House;
import io.durastack.inventory.audit.AuditRows;
import io.durastack.inventory.audit.AuditedHost;
import io.durastack.inventory.audit.Leftovers;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.Requester;
import io.durastack.workflows.host.SettleHost;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.storage.StoredVolume;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.world.WorldListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Repairs what no operation of a VM can, as no row knows it: asks the host once more, and makes a
 * settlement owe what is there. So what is taken away is taken away as every debt is, by a step
 * with a turn of its own that is tried until it is done.
 */
@Component
class Repairs {

    private final House house;
    private final AuditRows rows;
    private final Leftovers leftovers;
    private final Worlds worlds;
    private final Operations operations;
    private final OperationDefaults defaults;

    Repairs(House house, WorldAsker asker, Operations operations, OperationDefaults defaults) {
        this.house = house;
        this.rows = new AuditRows(house.jdbc());
        this.leftovers = new Leftovers(house.jdbc());
        this.worlds = new Worlds(asker);
        this.operations = operations;
        this.defaults = defaults;
    }

    /** Accepts a repair, in a transaction of its own. */
    ResponseEntity<?> accept(Repair repair, Requester requester) {
        AuditedHost host = host(repair.host());
        WorldListing world = worlds.listing(host);
        return house.transactions().run(() -> accept(repair, host, world, requester));
    }

    private AuditedHost host(String nameOrId) {
        return Definitions.HOST
                .find(house.jdbc(), nameOrId)
                .flatMap(id -> rows.hosts(id, null).stream().findFirst())
                .orElseThrow(() ->
                        ApiProblem.of(
                                ProblemCode.NOT_FOUND,
                                "there is no host '" + nameOrId + "' in service"));
    }

    private ResponseEntity<?> accept(
            Repair repair, AuditedHost host, WorldListing world, Requester requester) {
        if (Definitions.HOST.lock(house.jdbc(), host.id()).isEmpty()) {
            throw ApiProblem.of(ProblemCode.NOT_FOUND, "host '" + host.name() + "' is gone");
        }
        operations.refuseIfClaimed(Settlement.claims(host.ref().id()));
        RepairView view = new RepairView(host.id(), host.name(), repair.things());
        if (repair.things().stream().anyMatch(it -> it.kind().equals("BRIDGE"))) {
            leftovers.renderAnew(
                    host.ref(),
                    world.hosts().stream()
                            .mapToLong(WorldListing.Host::networkGeneration)
                            .max()
                            .orElse(0));
        }
        NewOperation settlement =
                Settlement.of(
                        host.ref(),
                        defaults.policy(),
                        defaults.deadline(SettleHost.KIND),
                        requester);
        ResponseEntity<?> answer = operations.accept(settlement, view);
        leftovers.owe(settlement.id(), removals(repair, host, world));
        repair.things().stream()
                .filter(it -> it.kind().equals("RESERVATION"))
                .forEach(it -> giveBack(settlement.id(), id(it), host, world));
        return answer;
    }

    private List<Removal> removals(Repair repair, AuditedHost host, WorldListing world) {
        List<Removal> removals = new ArrayList<>();
        for (Repair.Thing thing : repair.things()) {
            switch (thing.kind()) {
                case "DOMAIN" -> domain(id(thing), host, world, removals);
                case "VOLUME" -> volume(id(thing), host, world, repair, removals);
                default -> {}
            }
        }
        return removals;
    }

    private static UUID id(Repair.Thing thing) {
        try {
            return UUID.fromString(thing.id());
        } catch (IllegalArgumentException none) {
            throw ApiProblem.invalid("/things", "'" + thing.id() + "' is no id");
        }
    }

    /** A domain goes with the volumes that are its own and no row's. */
    private void domain(UUID vm, AuditedHost host, WorldListing world, List<Removal> removals) {
        WorldListing.Domain domain =
                world.domains().stream()
                        .filter(it -> it.vm().value().equals(vm))
                        .findFirst()
                        .orElseThrow(() -> gone("a domain of VM " + vm, host));
        refuse("the domain of VM " + vm, leftovers.keepsDomain(host.ref().id(), vm));
        List<StoredVolume> disks =
                world.volumes().stream()
                        .filter(it -> domain.disks().contains(it.locator()))
                        .filter(it ->
                                leftovers.keepsVolume(host.ref().id(), it.id().value()).isEmpty())
                        .map(it -> stored(host, it))
                        .toList();
        if (!disks.isEmpty()) {
            removals.add(Removal.volumes(host.ref(), new VmId(vm), disks));
        }
        removals.add(Removal.domain(host.ref(), new VmId(vm)));
    }

    /** Only of what is not there: room that something takes is not given back. */
    private void giveBack(OperationId settlement, UUID id, AuditedHost host, WorldListing world) {
        boolean there =
                world.domains().stream().anyMatch(it -> it.vm().value().equals(id))
                        || world.volumes().stream().anyMatch(it -> it.id().value().equals(id));
        if (there || !leftovers.isReserved(host.ref().id(), id)) {
            throw gone("a reservation for nothing, of " + id + ",", host);
        }
        leftovers.giveBack(settlement, host.ref().id(), id);
    }

    private void volume(
            UUID id, AuditedHost host, WorldListing world, Repair repair, List<Removal> removals) {
        WorldListing.Volume volume =
                world.volumes().stream()
                        .filter(it -> it.id().value().equals(id))
                        .findFirst()
                        .orElseThrow(() -> gone("a volume " + id, host));
        refuse("volume " + id, leftovers.keepsVolume(host.ref().id(), id));
        WorldListing.@Nullable Domain user =
                world.domains().stream()
                        .filter(it -> it.disks().contains(volume.locator()))
                        .findFirst()
                        .orElse(null);
        if (user == null) {
            removals.add(Removal.volumes(host.ref(), null, List.of(stored(host, volume))));
        } else if (repair.things().stream().noneMatch(it -> isDomain(it, user))) {
            throw ApiProblem.of(
                    ProblemCode.CONFLICT,
                    "volume "
                            + id
                            + " is used by the domain of VM "
                            + user.vm()
                            + ", and goes with it");
        }
    }

    private static boolean isDomain(Repair.Thing thing, WorldListing.Domain domain) {
        return thing.kind().equals("DOMAIN") && thing.id().equals(domain.vm().toString());
    }

    private StoredVolume stored(AuditedHost host, WorldListing.Volume volume) {
        return leftovers.stored(host.ref().id(), volume.id(), volume.locator());
    }

    private static ApiProblem gone(String what, AuditedHost host) {
        return ApiProblem.of(
                ProblemCode.NOT_FOUND, "there is not " + what + " on host '" + host.name() + "'");
    }

    private static void refuse(String what, Optional<String> reason) {
        reason.ifPresent(why -> {
            throw ApiProblem.of(ProblemCode.CONFLICT, what + " is no leftover: " + why);
        });
    }
}
