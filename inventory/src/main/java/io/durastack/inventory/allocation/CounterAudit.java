package io.durastack.inventory.allocation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares each counter with the grants that it counts, the grants with what they are for, and
 * claims with their operations.
 */
public final class CounterAudit {

    /**
     * Rows that do not fit together.
     *
     * @param kind COUNTER, PLACEMENT, ADDRESS, CLAIM
     * @param id of the thing
     * @param name for people
     */
    public record Misfit(
            @Nullable UUID host,
            String kind,
            String id,
            String name,
            String expected,
            String found) {

        @Override
        public String toString() {
            return "%s %s (%s): %s; expected %s".formatted(kind, name, id, found, expected);
        }
    }

    private static final String MISFITS =
            """
            select c.host_id as host, 'COUNTER' as kind, c.host_id::text as id, 'host ' || h.name as name,
                format('%s CPUs and %s bytes of memory, the sum of its placements', p.cpus, p.memory) as expected,
                format('counters of %s and %s', c.cpus_used, c.memory_used) as found
            from host_capacity c join host h on h.id = c.host_id cross join lateral (
                select coalesce(sum(p.cpus), 0) as cpus, coalesce(sum(p.memory_bytes), 0) as memory
                from placement p where p.host_id = c.host_id) p
            where (c.cpus_used, c.memory_used) <> (p.cpus, p.memory)
            union all
            select r.host_id, 'COUNTER', r.storage_id::text, format('storage %s on host %s', s.name, h.name),
                format('%s bytes, the sum of its grants', g.bytes), format('a counter of %s', r.bytes_used)
            from storage_capacity r join primary_storage s on s.id = r.storage_id join host h on h.id = r.host_id
            cross join lateral (select coalesce(sum(g.bytes), 0) as bytes from storage_grant g
                where g.storage_id = r.storage_id and g.host_id = r.host_id) g
            where r.bytes_used <> g.bytes
            union all
            select null, 'COUNTER', u.project_id::text, 'usage of project ' || p.name,
                format('%s VMs, %s CPUs, %s bytes of memory, %s of storage, the sum of its grants', g.vms, g.cpus, g.memory, g.storage),
                format('%s, %s, %s, %s', u.vms, u.cpus, u.memory_bytes, u.storage_bytes)
            from project_usage u join project p on p.id = u.project_id cross join lateral (
                select coalesce(sum(g.vms), 0) as vms, coalesce(sum(g.cpus), 0) as cpus,
                    coalesce(sum(g.memory_bytes), 0) as memory, coalesce(sum(g.storage_bytes), 0) as storage
                from usage_grant g where g.project_id = u.project_id) g
            where (u.vms, u.cpus, u.memory_bytes, u.storage_bytes) <> (g.vms, g.cpus, g.memory, g.storage)
            union all
            select p.host_id, 'PLACEMENT', p.id::text, 'of VM ' || p.vm_id, 'a VM, or a debt that keeps it', 'no such VM, and no debt'
            from placement p
            where not p.owed and not exists (select from vm v where v.id = p.vm_id and v.deleted_at is null)
            union all
            select null, 'ADDRESS', host(a.address), host(a.address), 'a NIC, or a debt that keeps it',
                format('granted to NIC %s that is not there', a.nic_id)
            from nic_address a where not a.owed and not exists (select from nic n where n.id = a.nic_id)
            union all
            select null, 'ADDRESS', host(a.address), host(a.address), 'free or granted', 'both free and granted'
            from nic_address a join free_address f using (l3_network_id, address)
            union all
            select null, 'ADDRESS', n.id::text, format('of VM %s, NIC %s', v.name, n.mac), 'an address', 'none'
            from vm v join nic n on n.vm_id = v.id
            where v.deleted_at is null and v.state in ('RUNNING', 'STOPPED')
                and not exists (select from nic_address a where a.nic_id = n.id)
            union all
            select null, 'ADDRESS', host(a.address), host(a.address), 'no grant, or a debt that keeps it',
                format('granted to VM %s that is deleted', v.name)
            from nic_address a join nic n on n.id = a.nic_id join vm v on v.id = n.vm_id
            where v.deleted_at is not null and not a.owed
            union all
            select null, 'CLAIM', c.resource_id::text, format('on %s %s', c.resource_kind, o.resource_name), 'an open operation',
                format('held by operation %s, which has ended %s', o.id, o.state)
            from claim c join operation o on o.id = c.operation_id
            where o.state in ('SUCCEEDED', 'ROLLED_BACK')
            union all
            select null, 'CLAIM', o.id::text, format('of operation %s %s', o.kind, o.resource_name), 'a claim while it is open',
                format('none, and it is %s', o.state)
            from operation o
            where o.state in ('PENDING', 'RUNNING', 'UNWINDING', 'HELD') and o.waits_for is null
                and not exists (select from claim c where c.operation_id = o.id)
            """;

    private final JdbcClient jdbc;

    public CounterAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What does not fit, in one snapshot; empty when all is right. */
    public List<Misfit> misfits() {
        return jdbc.sql(MISFITS).query(new DataClassRowMapper<>(Misfit.class)).list();
    }

    /** One line for each difference, in one snapshot; empty when all is right. */
    public List<String> differences() {
        return misfits().stream().map(Misfit::toString).toList();
    }
}
