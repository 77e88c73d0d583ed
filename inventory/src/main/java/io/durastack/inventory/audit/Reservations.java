package io.durastack.inventory.audit;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.operation.OperationId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps reserved what things on hosts use that no row knows: CPUs and memory from placement,
 * addresses and MACs from being given to somebody else. They are grants like those of a debt, owed
 * in nobody's name; the settlement that takes the thing away takes them over and gives them back.
 * Each method belongs into one transaction; repeated, it reserves nothing more.
 */
public final class Reservations {

    /** No operation: of what was found, nobody knows which one made it. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String DOMAIN =
            """
            with room as (
                select host_id, least(:cpus, cpus_total - cpus_used) as cpus, least(:memory, memory_total - memory_used) as memory
                from host_capacity where host_id = :host for update
            ), placed as (
                insert into placement (id, vm_id, host_id, operation_id, purpose, cpus, memory_bytes, owed)
                select gen_random_uuid(), :vm, host_id, :nobody, 'FOUND', cpus, memory, true from room
                where not exists (select from placement p where p.vm_id = :vm and p.host_id = room.host_id)
                returning host_id, cpus, memory_bytes
            )
            update host_capacity c set cpus_used = c.cpus_used + p.cpus, memory_used = c.memory_used + p.memory_bytes
            from placed p where c.host_id = p.host_id
            """;

    private static final String VOLUME =
            """
            with room as (
                select c.storage_id, c.host_id, least(:bytes, c.bytes_total - c.bytes_used) as bytes
                from storage_capacity c join primary_storage s on s.id = c.storage_id
                where c.host_id = :host and s.deleted_at is null and starts_with(:locator, s.path || '/')
                order by length(s.path) desc limit 1 for update of c
            ), granted as (
                insert into storage_grant (volume_id, storage_id, host_id, bytes, operation_id, owed)
                select :volume, storage_id, host_id, bytes, :nobody, true from room
                on conflict do nothing returning storage_id, host_id, bytes
            )
            update storage_capacity c set bytes_used = c.bytes_used + g.bytes
            from granted g where c.storage_id = g.storage_id and c.host_id = g.host_id
            """;

    /** Only what is free can be reserved; what is granted to somebody is his. */
    private static final String ADDRESS =
            """
            with taken as (
                delete from free_address f using l3_network n, l2_network l, host h
                where n.id = f.l3_network_id and l.id = n.l2_network_id and h.id = :host and l.zone_id = h.zone_id
                    and l.bridge = :bridge and f.address = :address::inet
                returning f.l3_network_id, f.address
            )
            insert into nic_address (l3_network_id, address, nic_id, family, operation_id, owed)
            select l3_network_id, address, :vm, family(address), :nobody, true from taken
            """;

    private static final String MAC =
            """
            select setval('mac', least(greatest(nextval('mac'), ('x' || right(replace(:mac, ':', ''), 8))::bit(32)::bigint + 1), 4294967294))
            from installation where starts_with(:mac, mac_prefix)
            """;

    private final JdbcClient jdbc;

    public Reservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A guest runs there: its CPUs and its memory, as far as the host has them. */
    public void domain(HostId host, UUID vm, int cpus, long memoryBytes) {
        jdbc.sql(DOMAIN)
                .param("host", host.value())
                .param("vm", vm)
                .param("cpus", cpus)
                .param("memory", memoryBytes)
                .param("nobody", NOBODY)
                .update();
    }

    /** A volume lies there: its room. */
    public void volume(HostId host, UUID volume, String locator, long bytes) {
        jdbc.sql(VOLUME)
                .param("host", host.value())
                .param("volume", volume)
                .param("locator", locator)
                .param("bytes", bytes)
                .param("nobody", NOBODY)
                .update();
    }

    /**
     * A guest has this address.
     *
     * @return whether it was free, and is reserved now
     */
    public boolean address(HostId host, UUID vm, String bridge, String address) {
        return jdbc.sql(ADDRESS)
                        .param("host", host.value())
                        .param("vm", vm)
                        .param("bridge", bridge)
                        .param("address", address)
                        .param("nobody", NOBODY)
                        .update()
                > 0;
    }

    /** A guest has this MAC: none up to it is drawn from here on. */
    public void mac(String mac) {
        List<Long> _ = jdbc.sql(MAC).param("mac", mac).query((row, index) -> row.getLong(1)).list();
    }

    /**
     * What is reserved for these things is owed by a settlement from here on.
     *
     * @param things ids of VMs and volumes
     */
    void owe(OperationId settlement, HostId host, List<UUID> things) {
        String ids = things.toString().replace('[', '{').replace(']', '}');
        for (String sql :
                List.of(
                        "update placement set operation_id = :settlement where owed and operation_id = :nobody and vm_id = any(:ids::uuid[]) and host_id = :host",
                        "update storage_grant set operation_id = :settlement where owed and operation_id = :nobody and volume_id = any(:ids::uuid[]) and host_id = :host",
                        "update nic_address set operation_id = :settlement where owed and operation_id = :nobody and nic_id = any(:ids::uuid[])")) {
            jdbc.sql(sql)
                    .param("settlement", settlement.value())
                    .param("nobody", NOBODY)
                    .param("host", host.value())
                    .param("ids", ids)
                    .update();
        }
    }

    /** What is reserved on a host for things that no row knows: ids of VMs and volumes. */
    static List<UUID> of(JdbcClient jdbc, UUID host) {
        return jdbc.sql(
                        """
                        select vm_id from placement where owed and operation_id = :nobody and host_id = :host
                        union all
                        select volume_id from storage_grant where owed and operation_id = :nobody and host_id = :host
                        """)
                .param("nobody", NOBODY)
                .param("host", host)
                .query((row, index) -> row.getObject(1, UUID.class))
                .list();
    }
}
