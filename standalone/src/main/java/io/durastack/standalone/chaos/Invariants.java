package io.durastack.standalone.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is true at rest, whatever went before; each is one statement that answers what breaks it.
 */
final class Invariants {

    private record Invariant(String name, String sql) {}

    private static final List<Invariant> OF_INVENTORY =
            List.of(
                    new Invariant(
                            "each operation is at one of its ends",
                            """
                            select kind || ' ' || id || ' of ' || resource_name || ' is ' || state from operation
                            where zone_id = :zone and state not in ('SUCCEEDED', 'ROLLED_BACK')
                            """),
                    new Invariant(
                            "nothing is claimed",
                            """
                            select c.resource_kind || ' ' || c.resource_id || ' by ' || c.operation_id
                            from claim c join operation o on o.id = c.operation_id where o.zone_id = :zone
                            """),
                    new Invariant(
                            "each operation has told its end once",
                            """
                            select o.kind || ' ' || o.id || ' of ' || o.resource_name || ' is ' || o.state || ' and told ' || count(e.seq)
                                || ' ends' from operation o
                            left join event e on e.operation_id = o.id and e.type in ('operation.succeeded', 'operation.rolled_back')
                            where o.zone_id = :zone and o.state in ('SUCCEEDED', 'ROLLED_BACK')
                            group by o.id having count(e.seq) <> 1 or bool_or(e.after ->> 'state' is distinct from o.state)
                            """),
                    new Invariant(
                            "each VM was made once and deleted once at most",
                            """
                            select e.type || ' of ' || e.resource_id || ', ' || count(*) || ' times' from event e
                            where e.resource_id in (select resource_id from operation where zone_id = :zone)
                                and e.type in ('vm.created', 'vm.deleted', 'host.created', 'host.deleted', 'image.created', 'image.deleted',
                                    'l2-network.created', 'l2-network.deleted', 'primary-storage.created',
                                    'primary-storage.deleted')
                            group by e.type, e.resource_id having count(*) > 1
                            """),
                    new Invariant(
                            "all debts are paid, and counted as such",
                            """
                            select 'debt ' || d.id || ' of ' || o.kind || ' ' || o.id from debt d join operation o on o.id = d.operation_id
                            where o.zone_id = :zone and d.paid_at is null
                            union all
                            select o.kind || ' ' || o.id || ' counts ' || o.debts from operation o where o.zone_id = :zone and o.debts <> 0
                            """),
                    new Invariant(
                            "nothing is reserved for a debt",
                            """
                            select 'placement of VM ' || p.vm_id from placement p join host h on h.id = p.host_id
                                where h.zone_id = :zone and p.owed
                            union all
                            select 'room of volume ' || g.volume_id from storage_grant g join host h on h.id = g.host_id
                                where h.zone_id = :zone and g.owed
                            union all
                            select 'address ' || host(a.address) from nic_address a join l3_network n on n.id = a.l3_network_id
                                where n.zone_id = :zone and a.owed
                            """),
                    new Invariant(
                            "a VM that is there has one place, all others have none",
                            """
                            select 'VM ' || v.name || ' (' || v.state || ') has ' || count(p.id) || ' places' from vm v
                            left join placement p on p.vm_id = v.id where v.zone_id = :zone group by v.id
                            having count(p.id) <> (case when v.deleted_at is null then 1 else 0 end)
                            """),
                    new Invariant(
                            "a volume of a VM that is there has room in one place, all others have none",
                            """
                            select 'volume ' || o.id || ' of VM ' || o.vm_id || ' has room in ' || count(g.volume_id) || ' places'
                            from volume o left join storage_grant g on g.volume_id = o.id
                            left join vm v on v.id = o.vm_id and v.deleted_at is null
                            where o.zone_id = :zone group by o.id, o.vm_id
                            having count(g.volume_id) <> (case when o.deleted_at is null and count(v.id) > 0 then 1 else 0 end)
                            """),
                    new Invariant(
                            "what is granted is granted to something",
                            """
                            select 'placement ' || p.id || ' of ' || p.vm_id from placement p join host h on h.id = p.host_id
                                where h.zone_id = :zone and not exists (select from vm v where v.id = p.vm_id and v.deleted_at is null)
                            union all
                            select 'room of volume ' || g.volume_id from storage_grant g join host h on h.id = g.host_id
                                where h.zone_id = :zone
                                and not exists (select from volume o where o.id = g.volume_id and o.deleted_at is null)
                            union all
                            select 'usage of ' || g.resource_kind || ' ' || g.resource_id from usage_grant g
                                where g.resource_kind = 'vm'
                                and not exists (select from vm v where v.id = g.resource_id and v.deleted_at is null)
                            """),
                    new Invariant(
                            "a storage has room on each host of its cluster that is not lost, and nowhere else",
                            """
                            select 'storage ' || s.name || ' and host ' || h.name || ': ' || (r.host_id is not null)
                            from primary_storage s join host h on h.zone_id = s.zone_id
                            left join storage_capacity r on r.storage_id = s.id and r.host_id = h.id
                            where s.zone_id = :zone and (r.host_id is not null) is distinct from
                                (h.cluster_id = s.cluster_id and h.deleted_at is null and s.deleted_at is null)
                                and (h.lost_at is null or r.host_id is not null)
                            """),
                    new Invariant(
                            "each address of a network is free or granted once",
                            """
                            select 'network ' || n.name || ' has ' || r.size || ' addresses, ' || f.free || ' free and ' || a.granted
                                || ' granted' from l3_network n
                            cross join lateral (select sum(last - first + 1) - sum(case when n.gateway between first and last
                                then 1 else 0 end) as size from ip_range where l3_network_id = n.id) r
                            cross join lateral (select count(*) as free from free_address where l3_network_id = n.id) f
                            cross join lateral (select count(distinct address) as granted from nic_address
                                where l3_network_id = n.id) a
                            where n.zone_id = :zone and n.deleted_at is null and r.size <> f.free + a.granted
                            """),
                    new Invariant(
                            "each NIC of a VM that is there has one address, and no two the same",
                            """
                            select 'NIC ' || n.id || ' of VM ' || v.name || ' has ' || count(a.address) || ' addresses' from vm v
                            join nic n on n.vm_id = v.id left join nic_address a on a.nic_id = n.id
                            where v.zone_id = :zone group by n.id, v.id
                            having count(a.address) <> (case when v.deleted_at is null then 1 else 0 end)
                            """),
                    new Invariant(
                            "a VM is RUNNING or STOPPED, a host READY or LOST, an image, storage or L2 network READY",
                            """
                            select 'VM ' || name || ' is ' || state from vm
                                where zone_id = :zone and deleted_at is null and state not in ('RUNNING', 'STOPPED')
                            union all
                            select 'host ' || name || ' is ' || state from host
                                where zone_id = :zone and deleted_at is null
                                and state <> (case when lost_at is null then 'READY' else 'LOST' end)
                            union all
                            select 'image ' || name || ' is ' || state from image
                                where zone_id = :zone and deleted_at is null and state <> 'READY'
                            union all
                            select 'storage ' || name || ' is ' || state from primary_storage
                                where zone_id = :zone and deleted_at is null and state <> 'READY'
                            union all
                            select 'L2 network ' || name || ' is ' || state from l2_network
                                where zone_id = :zone and deleted_at is null and state <> 'READY'
                            """),
                    new Invariant(
                            "user data is kept for VMs that are there",
                            """
                            select 'user data ' || u.id from user_data u
                            where not exists (select from vm v where v.user_data_id = u.id)
                            """));

    private static final List<Invariant> OF_WORLD =
            List.of(
                    new Invariant(
                            "no VM runs on two hosts",
                            "select 'VM ' || vm_id from sim_domain group by vm_id having count(*) > 1"),
                    new Invariant(
                            "no volume is on two hosts",
                            "select 'volume ' || volume_id from sim_volume group by volume_id having count(*) > 1"),
                    new Invariant(
                            "no volume is attached twice",
                            """
                            select 'volume ' || (d ->> 'volume') from sim_domain, jsonb_path_query(spec, '$.disks[*].volume') d
                            group by d having count(*) > 1
                            """),
                    new Invariant(
                            "a host uses what its guests and volumes add up to",
                            """
                            select 'host ' || h.name from sim_host h
                            where h.memory_used <> (select coalesce(sum(memory_bytes), 0) from sim_domain d where d.host_id = h.id)
                                or h.storage_used <> (select coalesce(sum(bytes), 0) from sim_volume v where v.host_id = h.id)
                            """),
                    new Invariant(
                            "no two NICs have the same MAC",
                            """
                            select 'MAC ' || (n #>> '{}') from sim_domain, jsonb_path_query(spec, '$.nics[*].mac') n
                            group by n having count(*) > 1
                            """));

    private final JdbcClient inventory;
    private final JdbcClient world;
    private final UUID zone;

    Invariants(JdbcClient inventory, JdbcClient world, UUID zone) {
        this.inventory = inventory;
        this.world = world;
        this.zone = zone;
    }

    static int count() {
        return OF_INVENTORY.size() + OF_WORLD.size();
    }

    /** A line for each thing that breaks one. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (Invariant invariant : OF_INVENTORY) {
            add(
                    broken,
                    invariant,
                    inventory
                            .sql(invariant.sql())
                            .param("zone", zone)
                            .query((row, index) -> row.getString(1))
                            .list());
        }
        for (Invariant invariant : OF_WORLD) {
            add(
                    broken,
                    invariant,
                    world.sql(invariant.sql()).query((row, index) -> row.getString(1)).list());
        }
        return broken;
    }

    private static void add(List<String> broken, Invariant invariant, List<String> lines) {
        lines.forEach(it -> broken.add(invariant.name() + ": " + it));
    }
}
