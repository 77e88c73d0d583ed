package io.durastack.inventory.allocation;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.storage.StorageId;
import io.durastack.workflows.vm.PlacementId;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.zone.ZoneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds hosts and grants what they have.
 *
 * <p>Many transactions look for a host at the same time. Each locks the counters of the one that it
 * chose and skips those that others have locked, so they spread by themselves instead of queueing
 * behind the emptiest host. A host that was skipped is not full: when nothing is found, the
 * question is asked once more, waiting for the locks.
 *
 * <p>A grant is a row. The counter changes in the statement that inserts the row, by what was
 * inserted, so the sum of the rows is always the counter, and the CHECK of the counter is the last
 * guard.
 */
public final class HostAllocator {

    private static final String FITS =
            """
            h.state = 'READY' and h.enabled and h.deleted_at is null and h.id <> all(:without::uuid[])
                and not exists (select from debt d where d.host_id = h.id and d.paid_at is null and d.guest_may_run)
                and c.cpus_used + :cpus <= c.cpus_total
                and c.memory_used + :memory <= c.memory_total
                and r.bytes_used + :storage <= r.bytes_total
                and not exists (select from unnest(:networks::text[]) as wanted(name) where not exists
                    (select from host_device v where v.host_id = h.id and v.physical_network = wanted.name))
            """;

    private static final String CHOOSE =
            """
            select h.id, h.name, h.zone_id, h.pool, s.id as storage_id, s.path, n.generation
            from host h
            join host_capacity c on c.host_id = h.id
            join host_network n on n.host_id = h.id
            join storage_capacity r on r.host_id = h.id
            join primary_storage s on s.id = r.storage_id and s.state = 'READY' and s.deleted_at is null
            where h.zone_id = :zone and %s
            order by h.observed_state = 'SILENT', round(10.0 * c.memory_used / c.memory_total), random()
            limit 1
            for share of h, s %%1$s for update of c, r %%1$s
            """
                    .formatted(FITS);

    private final JdbcClient jdbc;

    public HostAllocator(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The host that is least full, of those that nobody else is choosing; silent ones last. Locks
     * its counters.
     */
    public Optional<ChosenHost> choose(Need need) {
        return find(need, CHOOSE.formatted("skip locked"))
                .or(() -> find(need, CHOOSE.formatted("")));
    }

    private Optional<ChosenHost> find(Need need, String sql) {
        return bind(need, sql).query(HostAllocator::chosen).optional();
    }

    /** What each filter removes at the moment. Locks nothing. */
    public Breakdown breakdown(Need need) {
        String sql =
                """
                select count(*) as hosts,
                    count(*) filter (where %s) as fitting,
                    count(*) filter (where h.state <> 'READY') as not_ready,
                    count(*) filter (where not h.enabled) as disabled,
                    count(*) filter (where exists
                        (select from debt d where d.host_id = h.id and d.paid_at is null and d.guest_may_run)) as owing,
                    count(*) filter (where c.cpus_used + :cpus > c.cpus_total) as lack_cpus,
                    count(*) filter (where c.memory_used + :memory > c.memory_total) as lack_memory,
                    count(*) filter (where coalesce(r.bytes_used + :storage > r.bytes_total, true)) as lack_storage,
                    count(*) filter (where exists (select from unnest(:networks::text[]) as wanted(name) where not exists
                        (select from host_device v where v.host_id = h.id and v.physical_network = wanted.name)))
                        as lack_network,
                    coalesce(max(c.cpus_total - c.cpus_used) filter (where h.enabled), 0) as largest_free_cpus,
                    coalesce(max(c.memory_total - c.memory_used) filter (where h.enabled), 0) as largest_free_memory_bytes,
                    coalesce(max(r.bytes_total - r.bytes_used) filter (where h.enabled), 0) as largest_free_storage_bytes,
                    coalesce(max(c.memory_total), 0) as largest_host_memory_bytes
                from host h
                left join host_capacity c on c.host_id = h.id
                left join lateral (
                    select r.bytes_used, r.bytes_total from storage_capacity r
                    join primary_storage s on s.id = r.storage_id and s.state = 'READY' and s.deleted_at is null
                    where r.host_id = h.id order by r.bytes_total - r.bytes_used desc limit 1) r on true
                where h.zone_id = :zone and h.deleted_at is null
                """
                        .formatted(FITS);
        return bind(need, sql).query(Breakdown.class).single();
    }

    private JdbcClient.StatementSpec bind(Need need, String sql) {
        return jdbc.sql(sql)
                .param("zone", need.zone().value())
                .param("cpus", need.cpus())
                .param("memory", need.memoryBytes())
                .param("storage", need.storageBytes())
                .param("networks", need.networksLiteral())
                .param("without", need.withoutLiteral());
    }

    /**
     * Grants CPUs and memory of the chosen host to a VM, and room on its storage to the VM's
     * volumes. From here on the VM's image may be in the host's cache.
     *
     * @param engineRun the run in the engine that chose
     */
    public void grant(
            ChosenHost chosen,
            VmId vm,
            PlacementId placement,
            OperationId operation,
            String engineRun) {
        jdbc.sql(
                        """
                        with placed as (
                            insert into placement (id, vm_id, host_id, operation_id, engine_run, cpus, memory_bytes)
                            select :placement, v.id, :host, :operation, :engineRun, v.cpus, v.memory_bytes from vm v where v.id = :vm
                            returning cpus, memory_bytes
                        ), capacity as (
                            update host_capacity c
                            set cpus_used = c.cpus_used + p.cpus, memory_used = c.memory_used + p.memory_bytes
                            from placed p where c.host_id = :host
                        ), roomed as (
                            insert into storage_grant (volume_id, storage_id, host_id, bytes, operation_id)
                            select o.id, :storage, :host, o.bytes, :operation from volume o where o.vm_id = :vm
                            returning bytes
                        ), room as (
                            update storage_capacity r set bytes_used = r.bytes_used + g.bytes
                            from (select sum(bytes) as bytes from roomed) g
                            where r.storage_id = :storage and r.host_id = :host
                        ), cached as (
                            insert into image_copy (host_id, sha256)
                            select :host, i.sha256 from vm v join image i on i.id = v.image_id where v.id = :vm
                            on conflict do nothing
                        ), located as (
                            update volume o set storage_id = :storage, host_id = :host,
                                locator = :path || '/volumes/' || o.id || '.' || o.format
                            where o.vm_id = :vm
                        )
                        update vm set host_id = :host, host_name = :hostName where id = :vm
                        """)
                .param("placement", placement.value())
                .param("operation", operation.value())
                .param("engineRun", engineRun)
                .param("vm", vm.value())
                .param("host", chosen.host().id().value())
                .param("hostName", chosen.host().name())
                .param("storage", chosen.storage().value())
                .param("path", chosen.path())
                .update();
    }

    private static ChosenHost chosen(ResultSet row, int index) throws SQLException {
        return new ChosenHost(
                new HostRef(
                        new HostId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        new ZoneId(row.getObject("zone_id", UUID.class)),
                        row.getString("pool")),
                new StorageId(row.getObject("storage_id", UUID.class)),
                row.getString("path"),
                row.getLong("generation"));
    }
}
