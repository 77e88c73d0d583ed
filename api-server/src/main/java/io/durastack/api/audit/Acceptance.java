package io.durastack.api.audit;

import io.durastack.api.dispatch.Dispatcher;
import io.durastack.api.dispatch.WorldAsker;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import io.durastack.inventory.audit.AuditRows;
import io.durastack.inventory.audit.AuditedHost;
import io.durastack.inventory.audit.Expected;
import io.durastack.inventory.audit.Reservations;
import io.durastack.inventory.restore.ReadOnly;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.world.WorldListing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Ends the time in which an installation that was restored is read-only. In the same transaction
 * all that hosts hold and no row knows is reserved, so that what is placed from here on meets
 * nobody. A crash before the commit leaves it read-only.
 */
@Component
class Acceptance {

    private final House house;
    private final Dispatcher dispatcher;
    private final AuditRows rows;
    private final Worlds worlds;
    private final ReadOnly readOnly;
    private final Reservations reservations;

    Acceptance(House house, WorldAsker asker, Dispatcher dispatcher) {
        this.house = house;
        this.dispatcher = dispatcher;
        this.rows = new AuditRows(house.jdbc());
        this.worlds = new Worlds(asker);
        this.readOnly = new ReadOnly(house.jdbc());
        this.reservations = new Reservations(house.jdbc());
    }

    /**
     * What was reserved for things that no row knows.
     *
     * @param addressesTaken addresses that guests of no row have, and that rows have given to
     *     others
     */
    record Reserved(int domains, int volumes, int addresses, List<String> addressesTaken) {}

    /** Looks once more, reserves, and opens. */
    Reserved accept(String reason, boolean withoutSilentHosts, String actor) {
        refuseUnlessReadOnly(readOnly.state().isPresent());
        List<AuditedHost> silent = new ArrayList<>();
        Look look = worlds.look(rows.hosts(null, null), silent);
        if (!silent.isEmpty() && !withoutSilentHosts) {
            throw ApiProblem.of(
                    ProblemCode.CONFLICT,
                    "what is on these hosts is not known, as they do not answer: "
                            + String.join(", ", silent.stream().map(AuditedHost::name).toList())
                            + "; bring them back, or accept with withoutSilentHosts");
        }
        Reserved accepted =
                house.transactions()
                        .run(() -> {
                            refuseUnlessReadOnly(readOnly.lock().isPresent());
                            Reserved reserved = reserve(look);
                            readOnly.end(actor, reason);
                            house.events()
                                    .write(
                                            "installation.accepted",
                                            "installation",
                                            new UUID(0, 0),
                                            "installation",
                                            null,
                                            actor,
                                            Map.of("reason", reason));
                            return reserved;
                        });
        dispatcher.wake();
        return accepted;
    }

    private static void refuseUnlessReadOnly(boolean isReadOnly) {
        if (!isReadOnly) {
            throw ApiProblem.of(
                    ProblemCode.CONFLICT, "the installation is not read-only: nothing to accept");
        }
    }

    private Reserved reserve(Look look) {
        Expected expected = rows.expected(look.hosts(), rows.now());
        int domains = 0;
        int volumes = 0;
        int addresses = 0;
        List<String> taken = new ArrayList<>();
        for (AuditedHost host : look.hosts()) {
            HostId id = host.ref().id();
            for (WorldListing.Domain domain : strangers(host, look.of(host), expected)) {
                reservations.domain(id, domain.vm().value(), domain.cpus(), domain.memoryBytes());
                domains++;
                for (WorldListing.Nic nic : domain.nics()) {
                    for (String address : nic.addresses()) {
                        if (reservations.address(id, domain.vm().value(), nic.bridge(), address)) {
                            addresses++;
                        } else {
                            taken.add(address + " of VM " + domain.vm() + " on " + host.name());
                        }
                    }
                }
            }
            for (WorldListing.Volume volume : strayVolumes(host, look.of(host), expected)) {
                reservations.volume(id, volume.id().value(), volume.locator(), volume.bytes());
                volumes++;
            }
        }
        highestMac(look);
        return new Reserved(domains, volumes, addresses, taken);
    }

    private static List<WorldListing.Domain> strangers(
            AuditedHost host, WorldListing world, Expected expected) {
        return world.domains().stream()
                .filter(it -> {
                    Expected.Vm vm = expected.vms().get(it.vm().value());
                    return (vm == null || !host.id().equals(vm.host()))
                            && expected.debtor(host.id(), it.vm().value()).isEmpty();
                })
                .toList();
    }

    private static List<WorldListing.Volume> strayVolumes(
            AuditedHost host, WorldListing world, Expected expected) {
        return world.volumes().stream()
                .filter(it -> {
                    Expected.Volume volume = expected.volumes().get(it.id().value());
                    return (volume == null || !host.id().equals(volume.host()))
                            && expected.debtor(host.id(), it.id().value()).isEmpty();
                })
                .toList();
    }

    /** MACs are written in one length, so their order is that of their texts. */
    private void highestMac(Look look) {
        look.hosts().stream()
                .flatMap(host -> look.of(host).domains().stream())
                .flatMap(domain -> domain.nics().stream())
                .map(WorldListing.Nic::mac)
                .max(Comparator.naturalOrder())
                .ifPresent(reservations::mac);
    }
}
