package io.durastack.api.audit;

import io.durastack.inventory.audit.AuditedHost;
import io.durastack.workflows.world.WorldListing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What the worlds said, host by host. */
final class Look {

    private final Map<UUID, AuditedHost> hosts = new LinkedHashMap<>();
    private final Map<UUID, WorldListing> listings = new LinkedHashMap<>();

    void each(BiConsumer<AuditedHost, WorldListing> use) {
        hosts.values().forEach(host -> use.accept(host, of(host)));
    }

    void answered(AuditedHost host, WorldListing listing) {
        hosts.put(host.id(), host);
        listings.put(host.id(), listing);
    }

    List<AuditedHost> hosts() {
        return List.copyOf(hosts.values());
    }

    WorldListing of(AuditedHost host) {
        return Objects.requireNonNull(listings.get(host.id()));
    }

    /** Whether some host that answered has a domain of this VM. */
    boolean hasDomain(UUID vm) {
        return listings.values().stream()
                .anyMatch(listing ->
                        listing.domains().stream()
                                .anyMatch(domain -> domain.vm().value().equals(vm)));
    }

    AuditReport.AuditSummary summary(List<Difference> differences) {
        return new AuditReport.AuditSummary(
                listings.size(),
                listings.values().stream().mapToInt(it -> it.domains().size()).sum(),
                listings.values().stream().mapToInt(it -> it.volumes().size()).sum(),
                listings.values().stream().mapToInt(it -> it.bridges().size()).sum(),
                differences.stream().filter(it -> it.probably().counts()).count(),
                count(differences, Probably.IN_FLIGHT),
                count(differences, Probably.DEBT),
                listings.values().stream()
                        .flatMap(it -> it.hosts().stream())
                        .mapToInt(WorldListing.Host::foreign)
                        .sum(),
                0);
    }

    private static long count(List<Difference> differences, Probably probably) {
        return differences.stream().filter(it -> it.probably() == probably).count();
    }
}
