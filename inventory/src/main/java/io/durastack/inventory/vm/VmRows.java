package io.durastack.inventory.vm;

import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.vm.VmId;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ends of a VM's operations write to its rows. */
final class VmRows {

    private final JdbcClient jdbc;

    VmRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The VM is as its host said last, unless that was lost since; answers its state. */
    String write(VmId vm, DomainState domain) {
        String state = domain.power() == Power.OFF ? "STOPPED" : "RUNNING";
        jdbc.sql(
                        """
                        with volumes as (
                            update volume set state = 'READY', updated_at = now() where vm_id = :vm and state = 'CREATING'
                        )
                        update vm set state = :state, observed_power = case when lost.reason is null then :power else 'OFF' end,
                            observed_at = now(), observed_reason = lost.reason,
                            incarnation = :incarnation, generation = generation + 1, updated_at = now()
                        from (select (select left('its host is lost: ' || h.lost_reason, 500) from vm v join host h on h.id = v.host_id
                            where v.id = :vm) as reason) lost
                        where id = :vm
                        """)
                .param("vm", vm.value())
                .param("state", state)
                .param("power", domain.power().name())
                .param("incarnation", domain.incarnation())
                .update();
        return state;
    }

    /** The VM is what it was before; nobody knows yet what its host makes of it. */
    Told backTo(VmId vm, String state) {
        // A delete that was accepted while the VM was being made finds it made.
        String now = state.equals("CREATING") ? "RUNNING" : state;
        jdbc.sql(
                        """
                        update vm set state = :state, desired_power = case :state when 'STOPPED' then 'OFF' else 'RUNNING' end,
                            generation = generation + 1, updated_at = now()
                        where id = :vm
                        """)
                .param("vm", vm.value())
                .param("state", now)
                .update();
        return Told.of("vm.updated", Map.of("state", now));
    }

    /** There never was such a VM. */
    void erase(VmId vm) {
        jdbc.sql(
                        """
                        with nics as (delete from nic where vm_id = :vm),
                            volumes as (delete from volume where vm_id = :vm),
                            secrets as (delete from user_data where id = (select user_data_id from vm where id = :vm))
                        delete from vm where id = :vm
                        """)
                .param("vm", vm.value())
                .update();
    }

    /** The VM is a deleted one, which holds nothing but its row. */
    void markDeleted(VmId vm) {
        jdbc.sql(
                        """
                        with nics as (delete from nic where vm_id = :vm),
                            volumes as (
                                update volume set state = 'DELETED', deleted_at = now(), updated_at = now()
                                where vm_id = :vm and deleted_at is null),
                            secrets as (delete from user_data where id = (select user_data_id from vm where id = :vm))
                        update vm set state = 'DELETED', deleted_at = now(), observed_power = 'OFF', observed_at = now(),
                            host_id = null, host_name = null, incarnation = null, user_data_id = null, generation = generation + 1,
                            updated_at = now()
                        where id = :vm
                        """)
                .param("vm", vm.value())
                .update();
    }
}
