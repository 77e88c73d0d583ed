package io.durastack.inventory.audit;

import io.durastack.inventory.allocation.Grants;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationDebts;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.storage.StorageId;
import io.durastack.workflows.storage.StoredVolume;
import io.durastack.workflows.storage.VolumeId;
import io.durastack.workflows.vm.VmId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Turns what an audit found on a host, and no row knows, into debts. Each method belongs into the
 * one transaction that writes them, in which the host's row is locked.
 *
 * <p>Looking at the rows is enough, and once: whatever is on a host had its row before. A row that
 * is not there now was taken away, and its id is never given to anything again; so no create that
 * runs, or comes, can be hit. What still has a row is asked for under its lock, and left alone if
 * it belongs to this host, if an operation holds it, or if a debt names it already.
 */
public final class Leftovers {

    private final JdbcClient jdbc;
    private final OperationLocks locks;
    private final OperationDebts debts;
    private final Reservations reservations;
    private final Grants grants;

    public Leftovers(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.locks = new OperationLocks(jdbc);
        this.debts = new OperationDebts(jdbc);
        this.reservations = new Reservations(jdbc);
        this.grants = new Grants(jdbc);
    }

    /** Why the domain of this VM must stay where it is; empty when it is a leftover. */
    public Optional<String> keepsDomain(HostId host, UUID vm) {
        lockVm(vm);
        return reason(
                """
                select case
                    when exists (select from claim where resource_id = :id) then 'an operation holds its VM'
                    when exists (select from debt where host_id = :host and paid_at is null
                        and vm_id = :id and removal ->> 'what' = 'DOMAIN') then 'a debt names it already'
                    when exists (select from vm where id = :id and deleted_at is null and host_id = :host)
                        or exists (select from placement where vm_id = :id and host_id = :host and not owed)
                        then 'its VM belongs to this host'
                    else '' end
                """,
                host,
                vm);
    }

    /** Why this volume must stay where it is; empty when it is a leftover. */
    public Optional<String> keepsVolume(HostId host, UUID volume) {
        jdbc.sql("select vm_id from volume where id = :id and vm_id is not null")
                .param("id", volume)
                .query((row, index) -> row.getObject(1, UUID.class))
                .optional()
                .ifPresent(this::lockVm);
        return reason(
                """
                select case
                    when exists (select from claim c join volume o on o.vm_id = c.resource_id where o.id = :id)
                        then 'an operation holds its VM'
                    when exists (select from debt where host_id = :host and paid_at is null
                        and removal -> 'volumes' @> jsonb_build_array(jsonb_build_object('id', :id::text)))
                        then 'a debt names it already'
                    when exists (select from volume where id = :id and deleted_at is null and host_id = :host)
                        then 'it belongs to this host'
                    else '' end
                """,
                host,
                volume);
    }

    private Optional<String> reason(String sql, HostId host, UUID id) {
        return jdbc.sql(sql)
                .param("host", host.value())
                .param("id", id)
                .query(String.class)
                .optional()
                .filter(reason -> !reason.isEmpty());
    }

    private void lockVm(UUID vm) {
        List<Boolean> _ =
                jdbc.sql("select true from vm where id = :id for update")
                        .param("id", vm)
                        .query((row, index) -> true)
                        .list();
    }

    /** A volume as it lies on the host; of no storage that is known, where none has this folder. */
    public StoredVolume stored(HostId host, VolumeId volume, String locator) {
        UUID storage =
                jdbc.sql(
                                """
                                select s.id from storage_capacity c join primary_storage s on s.id = c.storage_id
                                where c.host_id = :host and s.deleted_at is null and starts_with(:locator, s.path || '/')
                                order by length(s.path) desc limit 1
                                """)
                        .param("host", host.value())
                        .param("locator", locator)
                        .query((row, index) -> row.getObject(1, UUID.class))
                        .optional()
                        .orElse(new UUID(0, 0));
        return new StoredVolume(volume, new StorageId(storage), locator);
    }

    /** Makes an operation, which was accepted in this transaction, owe these removals. */
    public void owe(OperationId settlement, List<Removal> removals) {
        StepError why = StepError.of(FailureCode.FOUND_BY_AUDIT, "found by an audit", null);
        LockedOperation operation = locks.lock(settlement);
        debts.record(operation, removals.stream().map(it -> new Debt(it, why)).toList());
        removals.forEach(it -> reservations.owe(settlement, it.host().id(), things(it)));
    }

    private static List<UUID> things(Removal removal) {
        VmId vm = removal.vm();
        return removal.what() == Removal.What.DOMAIN && vm != null
                ? List.of(vm.value())
                : removal.volumes().stream().map(volume -> volume.id().value()).toList();
    }

    /** Gives back what was reserved for something that is not there any more. */
    public void giveBack(OperationId settlement, HostId host, UUID thing) {
        grants.lock(host);
        reservations.owe(settlement, host, List.of(thing));
        grants.settle(settlement, host, Removal.What.DOMAIN);
        grants.settle(settlement, host, Removal.What.VOLUMES);
    }

    /** Gives back all that was reserved for what an audit found on a host that is lost with it. */
    public void giveBackAll(HostId host) {
        List<UUID> things = Reservations.of(jdbc, host.value());
        if (!things.isEmpty()) {
            OperationId nobody = OperationId.next();
            grants.lock(host);
            reservations.owe(nobody, host, things);
            grants.settle(nobody, host, Removal.What.DOMAIN);
            grants.settle(nobody, host, Removal.What.VOLUMES);
        }
    }

    /** Whether room is reserved on the host for this thing, be it there or not. */
    public boolean isReserved(HostId host, UUID thing) {
        return Reservations.of(jdbc, host.value()).contains(thing);
    }

    /**
     * Makes the bridges of a host a configuration of a later generation than the host has seen, so
     * that the next VM there has all of them applied.
     */
    public void renderAnew(HostRef host, long seen) {
        jdbc.sql(
                        """
                        update host_network set generation = greatest(generation, :seen) + 1 where host_id = :host
                        """)
                .param("host", host.id().value())
                .param("seen", seen)
                .update();
    }
}
