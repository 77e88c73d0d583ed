package io.durastack.api.audit;

import io.durastack.api.dispatch.WorldAsker;
import io.durastack.api.problem.ApiProblem;
import io.durastack.inventory.allocation.CounterAudit;
import io.durastack.inventory.audit.AuditRows;
import io.durastack.inventory.audit.AuditedHost;
import io.durastack.inventory.audit.Expected;
import io.durastack.inventory.restore.ReadOnly;
import io.durastack.workflows.world.WorldListing;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The audit of an installation. It may run while operations do: the worlds are looked at first,
 * then the rows with whoever holds them. A difference counts when a second look at that host still
 * finds it; what an operation that has just ended left behind between two looks is gone by then.
 */
public final class Audit {

    private final AuditRows rows;
    private final CounterAudit counters;
    private final ReadOnly readOnly;
    private final Worlds worlds;

    public Audit(JdbcClient inventory, WorldAsker worlds) {
        this.rows = new AuditRows(inventory);
        this.counters = new CounterAudit(inventory);
        this.readOnly = new ReadOnly(inventory);
        this.worlds = new Worlds(worlds);
    }

    /** Looks at everything. */
    public AuditReport run() {
        return run(null, null);
    }

    /**
     * Looks at some of it.
     *
     * @param host only this one; null for all
     * @param zone only this one; null for all
     */
    AuditReport run(@Nullable UUID host, @Nullable UUID zone) {
        OffsetDateTime began = rows.now();
        List<AuditedHost> silent = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Look look = worlds.look(rows.hosts(host, zone), silent);
        List<Difference> differences = new ArrayList<>(compared(look, began));
        confirm(differences, look);
        if (host == null && zone == null) {
            differences.addAll(unknownHosts(notes));
            differences.addAll(misfits());
        }
        readOnly.state()
                .ifPresent(it ->
                        notes.add(
                                it.reason()
                                        + "; read-only since "
                                        + it.since()
                                        + " until POST /v1/audit:accept"));
        notes.addAll(rows.notes());
        differences.sort(
                Comparator.comparing((Difference it) -> !it.probably().counts())
                        .thenComparing(it -> String.valueOf(it.hostName()))
                        .thenComparing(Difference::kind)
                        .thenComparing(Difference::id));
        return new AuditReport(
                began,
                look.summary(differences),
                differences,
                notes,
                silent.stream()
                        .map(it -> new AuditReport.NotAnswered(it.id(), it.name()))
                        .toList());
    }

    private List<Difference> compared(Look look, OffsetDateTime began) {
        Expected expected = rows.expected(look.hosts(), began);
        return look.hosts().stream()
                .flatMap(host -> new HostComparison(host, expected, look).differences().stream())
                .toList();
    }

    /** Looks again at the hosts where something is wrong; of what was, only that stays that is. */
    private void confirm(List<Difference> differences, Look look) {
        List<AuditedHost> doubtful =
                look.hosts().stream()
                        .filter(host ->
                                differences.stream()
                                        .anyMatch(it ->
                                                it.probably().counts()
                                                        && host.id().equals(it.host())))
                        .toList();
        if (doubtful.isEmpty()) {
            return;
        }
        OffsetDateTime began = rows.now();
        worlds.look(doubtful, new ArrayList<>()).each(look::answered);
        List<Difference> again = compared(look, began);
        differences.removeIf(
                it -> it.probably().counts() && again.stream().noneMatch(it::isSameAs));
    }

    /** A world may have hosts that no row knows; a real one cannot be asked for them. */
    private List<Difference> unknownHosts(List<String> notes) {
        Map<UUID, WorldListing.Host> seen = new LinkedHashMap<>();
        for (AuditRows.World world : rows.worlds()) {
            try {
                worlds.hosts(world).forEach(it -> seen.put(it.id().value(), it));
            } catch (ApiProblem away) {
                notes.add("no worker answers for the pool " + world.pool());
            }
        }
        return seen.values().stream()
                .filter(it -> !rows.knowsHost(it.id().value()))
                .map(it ->
                        new Difference(
                                it.id().value(),
                                it.name(),
                                "HOST",
                                it.id().toString(),
                                it.name(),
                                "no host, or a row of it",
                                "in the world, in no row",
                                Probably.LEFTOVER,
                                null,
                                null))
                .toList();
    }

    private List<Difference> misfits() {
        return counters.misfits().stream()
                .map(it ->
                        new Difference(
                                it.host(),
                                null,
                                it.kind(),
                                it.id(),
                                it.name(),
                                it.expected(),
                                it.found(),
                                Probably.MISMATCH,
                                null,
                                null))
                .toList();
    }
}
