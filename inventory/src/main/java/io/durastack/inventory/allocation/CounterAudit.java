package io.durastack.inventory.allocation;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares each counter with the grants that it counts, and the grants with what they are for. */
public final class CounterAudit {

    private final JdbcClient jdbc;

    public CounterAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One line for each difference, in one snapshot; empty when all is right. */
    public List<String> differences() {
        return jdbc.sql(
                        """
                        select 'host ' || c.host_id || ': its counters are not the sum of its placements'
                        from host_capacity c
                        where (c.cpus_used, c.memory_used) <> (select coalesce(sum(p.cpus), 0), coalesce(sum(p.memory_bytes), 0)
                            from placement p where p.host_id = c.host_id)
                        union all
                        select 'storage ' || r.storage_id || ' on host ' || r.host_id || ': its counter is not the sum of its grants'
                        from storage_capacity r
                        where r.bytes_used <> (select coalesce(sum(g.bytes), 0) from storage_grant g
                            where g.storage_id = r.storage_id and g.host_id = r.host_id)
                        union all
                        select 'project ' || u.project_id || ': its usage is not the sum of its grants'
                        from project_usage u
                        where (u.vms, u.cpus, u.memory_bytes, u.storage_bytes) <> (select coalesce(sum(g.vms), 0),
                            coalesce(sum(g.cpus), 0), coalesce(sum(g.memory_bytes), 0), coalesce(sum(g.storage_bytes), 0)
                            from usage_grant g where g.project_id = u.project_id)
                        union all
                        select 'placement of VM ' || p.vm_id || ': there is no such VM, and no debt'
                        from placement p
                        where not p.owed and not exists (select from vm v where v.id = p.vm_id and v.deleted_at is null)
                        union all
                        select 'address ' || host(a.address) || ': granted to NIC ' || a.nic_id || ' that is not there'
                        from nic_address a where not a.owed and not exists (select from nic n where n.id = a.nic_id)
                        union all
                        select 'address ' || host(a.address) || ': both free and granted'
                        from nic_address a join free_address f using (l3_network_id, address)
                        union all
                        select 'claim on ' || c.resource_kind || ' ' || c.resource_id || ': its operation has ended'
                        from claim c join operation o on o.id = c.operation_id
                        where o.state in ('SUCCEEDED', 'ROLLED_BACK')
                        """)
                .query((row, index) -> row.getString(1))
                .list();
    }
}
