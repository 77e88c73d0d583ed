package io.durastack.inventory.allocation;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.vm.VmId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives back what a VM was granted; a repeat finds no rows and changes no counter.
 *
 * <p>The parts of one statement are run in whatever order the database likes. So the counters are
 * locked before, hosts first and then storages, as whoever places a VM does; and the project's
 * usage, where all of its creates meet, is given back by a statement of its own, the last of the
 * transaction.
 */
public final class Grants {

    private static final String RELEASE =
            """
            with placed as (
                delete from placement where vm_id = :vm and not owed and not :guestMayRun
                returning host_id, cpus, memory_bytes
            ), capacity as (
                update host_capacity c
                set cpus_used = c.cpus_used - p.cpus, memory_used = c.memory_used - p.memory_bytes
                from (select host_id, sum(cpus) as cpus, sum(memory_bytes) as memory_bytes from placed group by host_id) p
                where c.host_id = p.host_id
            ), roomed as (
                delete from storage_grant where volume_id in (select id from volume where vm_id = :vm)
                    and not owed and not :volumesStay
                returning storage_id, host_id, bytes
            ), room as (
                update storage_capacity r set bytes_used = r.bytes_used - g.bytes
                from (select storage_id, host_id, sum(bytes) as bytes from roomed group by storage_id, host_id) g
                where r.storage_id = g.storage_id and r.host_id = g.host_id
            ), addressed as (
                delete from nic_address where nic_id in (select id from nic where vm_id = :vm)
                    and not owed and not :guestMayRun
                returning l3_network_id, address
            )
            insert into free_address (l3_network_id, address) select l3_network_id, address from addressed
            """;

    private static final String REFUND =
            """
            with used as (
                delete from usage_grant where resource_kind = 'vm' and resource_id = :vm
                returning project_id, vms, cpus, memory_bytes, storage_bytes
            )
            update project_usage u set vms = u.vms - g.vms, cpus = u.cpus - g.cpus,
                memory_bytes = u.memory_bytes - g.memory_bytes, storage_bytes = u.storage_bytes - g.storage_bytes
            from used g where u.project_id = g.project_id
            """;

    private static final String LOCK_HOSTS =
            """
            select host_id from host_capacity
            where host_id in (select host_id from placement where vm_id = :id and not owed)
            order by host_id for update
            """;

    private static final String LOCK_STORAGES =
            """
            select host_id from storage_capacity
            where (storage_id, host_id) in (select g.storage_id, g.host_id from storage_grant g
                join volume o on o.id = g.volume_id where o.vm_id = :id and not g.owed)
            order by storage_id, host_id for update
            """;

    /** What a debt names stays reserved, in the name of the operation that owes it. */
    private static final String OWE =
            """
            with placed as (
                update placement set owed = true, operation_id = :operation
                where vm_id = :vm and not owed and :guestMayRun
            ), addressed as (
                update nic_address set owed = true, operation_id = :operation
                where nic_id in (select id from nic where vm_id = :vm) and not owed and :guestMayRun
            )
            update storage_grant set owed = true, operation_id = :operation
            where volume_id in (select id from volume where vm_id = :vm) and not owed
            """;

    private static final String MOVE_AWAY =
            """
            with placed as (
                delete from placement where vm_id = :vm and not owed returning host_id, cpus, memory_bytes
            ), capacity as (
                update host_capacity c
                set cpus_used = c.cpus_used - p.cpus, memory_used = c.memory_used - p.memory_bytes
                from placed p where c.host_id = p.host_id
            )
            update storage_grant g set owed = true from placed p
            where g.volume_id in (select id from volume where vm_id = :vm) and g.host_id = p.host_id and not g.owed
            """;

    private static final String SETTLE =
            """
            with placed as (
                delete from placement where owed and operation_id = :operation and host_id = :host and :domain
                returning host_id, cpus, memory_bytes
            ), capacity as (
                update host_capacity c
                set cpus_used = c.cpus_used - p.cpus, memory_used = c.memory_used - p.memory_bytes
                from (select host_id, sum(cpus) as cpus, sum(memory_bytes) as memory_bytes from placed group by host_id) p
                where c.host_id = p.host_id
            ), roomed as (
                delete from storage_grant where owed and operation_id = :operation and host_id = :host and :volumes
                returning storage_id, host_id, bytes
            ), room as (
                update storage_capacity r set bytes_used = r.bytes_used - g.bytes
                from (select storage_id, host_id, sum(bytes) as bytes from roomed group by storage_id, host_id) g
                where r.storage_id = g.storage_id and r.host_id = g.host_id
            ), addressed as (
                delete from nic_address where owed and operation_id = :operation and :domain
                returning l3_network_id, address
            )
            insert into free_address (l3_network_id, address) select l3_network_id, address from addressed
            """;

    private final JdbcClient jdbc;

    public Grants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Gives back what the VM was granted, but for the quota and what the debts name. While its
     * domain is owed a guest may still run, so CPUs, memory and addresses stay reserved as well as
     * its volumes.
     */
    public void releaseBut(List<Debt> debts, VmId vm, OperationId operation) {
        boolean guestMayRun =
                debts.stream().anyMatch(debt -> debt.removal().what() == Removal.What.DOMAIN);
        if (!debts.isEmpty()) {
            jdbc.sql(OWE)
                    .param("vm", vm.value())
                    .param("operation", operation.value())
                    .param("guestMayRun", guestMayRun)
                    .update();
        }
        release(vm, guestMayRun, !debts.isEmpty());
    }

    /** Gives the quota back. Belongs at the end of its transaction. */
    public void refund(VmId vm) {
        jdbc.sql(REFUND).param("vm", vm.value()).update();
    }

    /**
     * Locks the counters of a host and of its storages, for a transaction that will give back
     * several things there.
     */
    public void lock(HostId host) {
        lock("select host_id from host_capacity where host_id = :id for update", host.value());
        lock(
                "select host_id from storage_capacity where host_id = :id order by storage_id for update",
                host.value());
    }

    private void lock(String sql, UUID id) {
        List<Boolean> _ = jdbc.sql(sql).param("id", id).query((row, index) -> true).list();
    }

    /**
     * The VM is placed elsewhere, and no guest of it was started yet: gives back CPUs and memory of
     * its host. The room of its volumes stays reserved there, owed.
     */
    public void moveAway(VmId vm) {
        jdbc.sql(MOVE_AWAY).param("vm", vm.value()).update();
    }

    /** What a paid debt had reserved is given back. */
    public void settle(OperationId operation, HostId host, Removal.What what) {
        jdbc.sql(SETTLE)
                .param("operation", operation.value())
                .param("host", host.value())
                .param("domain", what == Removal.What.DOMAIN)
                .param("volumes", what == Removal.What.VOLUMES)
                .update();
    }

    private void release(VmId vm, boolean guestMayRun, boolean volumesStay) {
        lock(LOCK_HOSTS, vm.value());
        lock(LOCK_STORAGES, vm.value());
        jdbc.sql(RELEASE)
                .param("vm", vm.value())
                .param("guestMayRun", guestMayRun)
                .param("volumesStay", volumesStay)
                .update();
    }
}
