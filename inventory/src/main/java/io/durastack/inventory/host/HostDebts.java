package io.durastack.inventory.host;

import io.durastack.inventory.allocation.Grants;
import io.durastack.inventory.operation.OperationEnds;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.host.FinishSettle;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostStep;
import io.durastack.workflows.host.OpenDebt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is owed to hosts, and how it is paid. Each method belongs into one transaction. */
public final class HostDebts {

    private final JdbcClient jdbc;
    private final OperationLocks locks;
    private final OperationEnds ends;
    private final Grants grants;
    private final HostObservations observations;

    public HostDebts(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.locks = new OperationLocks(jdbc);
        this.ends = new OperationEnds(jdbc);
        this.grants = new Grants(jdbc);
        this.observations = new HostObservations(jdbc);
    }

    /** Hosts that are owed something, and that no settlement is under way for. */
    public List<HostId> unsettled(int most) {
        return jdbc.sql(
                        """
                        select h.id from host h
                        where (select read_only_since is null from installation)
                            and h.deleted_at is null and h.state in ('READY', 'LOST')
                            and exists (select from debt d where d.host_id = h.id and d.paid_at is null)
                            and not exists (select from claim c where c.resource_id = h.id)
                        order by h.id limit :most
                        """)
                .param("most", most)
                .query((row, index) -> new HostId(row.getObject(1, UUID.class)))
                .list();
    }

    /**
     * What is owed to the host: images before the volumes on them, those before their domains. A
     * bridge that somebody is plugged into may take long, and a folder with something in it, so
     * these are left to a settlement of their own.
     */
    public List<OpenDebt> open(HostStep step) {
        locks.running(step.fence());
        return jdbc.sql(
                        """
                        select id, removal::text from debt d where host_id = :host and paid_at is null
                            and (removal ->> 'what' not in ('BRIDGE', 'FOLDER') or not exists (select from debt o
                                where o.host_id = d.host_id and o.paid_at is null and o.removal ->> 'what' not in ('BRIDGE', 'FOLDER')))
                        order by removal ->> 'what' <> 'IMAGE', guest_may_run, id
                        """)
                .param("host", step.host().value())
                .query((row, index) ->
                        new OpenDebt(
                                row.getObject(1, UUID.class),
                                Payloads.mapper().readValue(row.getString(2), Removal.class)))
                .list();
    }

    /** Ends a settlement: marks what was paid, and gives back what it had reserved. */
    public FinishOutcome settled(FinishSettle request) {
        return ends.succeed(
                request.fence(),
                request.steps(),
                List.of(),
                operation -> {
                    lock(request);
                    observations.up(request.host());
                    request.paid().forEach(debt -> pay(debt, operation.id(), request.host()));
                    return Told.of("host.debts_paid", Map.of("debts", request.paid().size()));
                });
    }

    /** What will be written, in the one order: operations, then the counters of the host. */
    private void lock(FinishSettle request) {
        List<Boolean> _ =
                jdbc.sql(
                                """
                                select true from operation where id in (select operation_id from debt where id = any(:paid::uuid[]))
                                order by id for update
                                """)
                        .param(
                                "paid",
                                request.paid().stream()
                                        .map(UUID::toString)
                                        .collect(Collectors.joining(",", "{", "}")))
                        .query((row, index) -> true)
                        .list();
        grants.lock(request.host());
    }

    private record Paid(UUID operationId, String removal) {}

    private void pay(UUID debt, OperationId by, HostId host) {
        jdbc.sql(
                        """
                        with paid as (
                            update debt set paid_by = :by, paid_at = now() where id = :debt and paid_at is null
                            returning operation_id, removal
                        ), counted as (
                            update operation o set debts = o.debts - 1 from paid p where o.id = p.operation_id
                        )
                        select operation_id, removal::text from paid
                        """)
                .param("by", by.value())
                .param("debt", debt)
                .query(Paid.class)
                .optional()
                .ifPresent(paid ->
                        grants.settle(
                                new OperationId(paid.operationId()),
                                host,
                                Payloads.mapper().readValue(paid.removal(), Removal.class).what()));
    }
}
