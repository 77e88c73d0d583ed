package io.durastack.inventory.allocation;

import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.vm.VmId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives back what a VM was granted. All in one statement, the project's usage last; a repeat finds
 * no rows and changes no counter.
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
            ), freed as (
                insert into free_address (l3_network_id, address) select l3_network_id, address from addressed
            ), used as (
                delete from usage_grant where resource_kind = 'vm' and resource_id = :vm
                returning project_id, vms, cpus, memory_bytes, storage_bytes
            )
            update project_usage u set vms = u.vms - g.vms, cpus = u.cpus - g.cpus,
                memory_bytes = u.memory_bytes - g.memory_bytes, storage_bytes = u.storage_bytes - g.storage_bytes
            from used g where u.project_id = g.project_id
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

    private final JdbcClient jdbc;

    public Grants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives everything back: nothing of the VM is left anywhere. */
    public void release(VmId vm) {
        release(vm, false, false);
    }

    /**
     * Gives the quota back, and what no debt names.
     *
     * @param guestMayRun whether the domain is owed: then CPUs, memory and addresses stay reserved
     *     as well as the volumes
     */
    public void releaseButOwed(VmId vm, OperationId operation, boolean guestMayRun) {
        jdbc.sql(OWE)
                .param("vm", vm.value())
                .param("operation", operation.value())
                .param("guestMayRun", guestMayRun)
                .update();
        release(vm, guestMayRun, true);
    }

    private void release(VmId vm, boolean guestMayRun, boolean volumesStay) {
        jdbc.sql(RELEASE)
                .param("vm", vm.value())
                .param("guestMayRun", guestMayRun)
                .param("volumesStay", volumesStay)
                .update();
    }
}
