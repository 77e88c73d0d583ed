package io.durastack.inventory.vm;

import io.durastack.inventory.allocation.Grants;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationEnds;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.vm.FinishVm;
import io.durastack.workflows.vm.FinishVmRemoval;
import io.durastack.workflows.vm.VmId;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The last transactions of a VM's operations. Each method belongs into one transaction. */
public final class VmEnds {

    private final JdbcClient jdbc;
    private final OperationEnds ends;
    private final Grants grants;

    public VmEnds(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.ends = new OperationEnds(jdbc);
        this.grants = new Grants(jdbc);
    }

    /** A create succeeded: the VM runs. */
    public FinishOutcome created(FinishVm request) {
        return ends.succeedUnlessCancelled(
                request.fence(),
                request.steps(),
                operation -> {
                    writeState(request);
                    return new Told(
                            "vm.created",
                            Map.of("state", "RUNNING", "name", operation.resource().name()));
                });
    }

    private void writeState(FinishVm request) {
        jdbc.sql(
                        """
                        with volumes as (
                            update volume set state = 'READY', updated_at = now() where vm_id = :vm and state = 'CREATING'
                        )
                        update vm set state = :state, observed_power = :power, observed_at = now(), observed_reason = null,
                            incarnation = :incarnation, generation = generation + 1, updated_at = now()
                        where id = :vm
                        """)
                .param("vm", request.vm().value())
                .param("state", request.domain().power() == Power.OFF ? "STOPPED" : "RUNNING")
                .param("power", request.domain().power().name())
                .param("incarnation", request.domain().incarnation())
                .update();
    }

    /** A create was rolled back: there is no VM, and there never was one but in the journals. */
    public FinishOutcome createRolledBack(FinishVmRemoval request) {
        return ends.rollBack(
                request.fence(),
                request.steps(),
                request.cause(),
                request.debts(),
                operation -> {
                    release(operation, request);
                    eraseRows(request.vm());
                    return new Told(
                            "vm.create_rolled_back", Map.of("name", operation.resource().name()));
                });
    }

    /** A delete succeeded: the VM is a deleted one, which holds nothing but its row. */
    public FinishOutcome deleted(FinishVmRemoval request) {
        return ends.succeed(
                request.fence(),
                request.steps(),
                request.debts(),
                operation -> {
                    release(operation, request);
                    markDeleted(request.vm());
                    return new Told(
                            "vm.deleted",
                            Map.of("state", "DELETED", "name", operation.resource().name()));
                });
    }

    private void release(LockedOperation operation, FinishVmRemoval request) {
        List<Debt> debts = request.debts();
        if (debts.isEmpty()) {
            grants.release(request.vm());
            return;
        }
        boolean guestMayRun =
                debts.stream().anyMatch(debt -> debt.removal().what() == Removal.What.DOMAIN);
        grants.releaseButOwed(request.vm(), operation.id(), guestMayRun);
    }

    private void eraseRows(VmId vm) {
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

    private void markDeleted(VmId vm) {
        jdbc.sql(
                        """
                        with nics as (delete from nic where vm_id = :vm),
                            volumes as (
                                update volume set state = 'DELETED', deleted_at = now(), updated_at = now()
                                where vm_id = :vm and deleted_at is null),
                            secrets as (delete from user_data where id = (select user_data_id from vm where id = :vm))
                        update vm set state = 'DELETED', deleted_at = now(), observed_power = 'OFF', observed_at = now(),
                            host_id = null, incarnation = null, user_data_id = null, generation = generation + 1,
                            updated_at = now()
                        where id = :vm
                        """)
                .param("vm", vm.value())
                .update();
    }
}
