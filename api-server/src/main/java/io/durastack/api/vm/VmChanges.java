package io.durastack.api.vm;

import io.durastack.api.operation.OperationDefaults;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import io.durastack.inventory.list.Definition;
import io.durastack.inventory.operation.Aspect;
import io.durastack.inventory.operation.Claim;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.Priority;
import io.durastack.inventory.operation.Requester;
import io.durastack.workflows.operation.OnFailure;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.project.ProjectId;
import io.durastack.workflows.vm.DeleteVm;
import io.durastack.workflows.vm.DeleteVmRequest;
import io.durastack.workflows.vm.PowerVmRequest;
import io.durastack.workflows.vm.RebootVm;
import io.durastack.workflows.vm.StartVm;
import io.durastack.workflows.vm.StopVm;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.zone.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what callers ask of a VM that is there into operations, inside the caller's transaction,
 * which has locked the VM's row and found nothing in the way.
 */
@Component
class VmChanges {

    private record Row(UUID projectId, UUID zoneId, String state, @Nullable String incarnation) {}

    private final House house;
    private final OperationDefaults defaults;

    VmChanges(House house, OperationDefaults defaults) {
        this.house = house;
        this.defaults = defaults;
    }

    /** What a start, a stop or a reboot claims. */
    static List<Claim> powerClaims(UUID vm) {
        return List.of(Claim.exclusive("vm", vm, Aspect.LIFECYCLE));
    }

    NewOperation delete(Definition.Head vm, Requester requester) {
        Row row = row(vm.id());
        set(vm.id(), "DELETING", "OFF");
        return operation(
                DeleteVm.KIND,
                vm,
                row,
                Priority.URGENT,
                new DeleteVmRequest(new VmId(vm.id()), row.state()),
                Claim.whole("vm", vm.id()),
                0,
                requester);
    }

    NewOperation start(Definition.Head vm, Requester requester) {
        Row row = row(vm.id());
        refuseWhereHostIsLost(vm);
        refuseWhileOwed(vm);
        set(vm.id(), "STARTING", "RUNNING");
        return power(StartVm.KIND, vm, row, 0, Priority.BULK, requester);
    }

    NewOperation stop(Definition.Head vm, int graceSeconds, Requester requester) {
        Row row = row(vm.id());
        set(vm.id(), "STOPPING", "OFF");
        return power(StopVm.KIND, vm, row, graceSeconds, Priority.URGENT, requester);
    }

    NewOperation reboot(Definition.Head vm, int graceSeconds, Requester requester) {
        Row row = row(vm.id());
        if (!row.state().equals("RUNNING")) {
            throw ApiProblem.of(
                    ProblemCode.CONFLICT,
                    "VM '" + vm.name() + "' is " + row.state() + "; only a running one reboots");
        }
        refuseWhereHostIsLost(vm);
        set(vm.id(), "REBOOTING", "RUNNING");
        return power(RebootVm.KIND, vm, row, graceSeconds, Priority.BULK, requester);
    }

    private NewOperation power(
            String kind,
            Definition.Head vm,
            Row row,
            int graceSeconds,
            Priority priority,
            Requester requester) {
        return operation(
                kind,
                vm,
                row,
                priority,
                new PowerVmRequest(new VmId(vm.id()), row.state(), row.incarnation(), graceSeconds),
                powerClaims(vm.id()),
                graceSeconds,
                requester);
    }

    private NewOperation operation(
            String kind,
            Definition.Head vm,
            Row row,
            Priority priority,
            Object request,
            List<Claim> claims,
            int waitSeconds,
            Requester requester) {
        return new NewOperation(
                OperationId.next(),
                kind,
                new ResourceRef("vm", vm.id(), vm.name()),
                new ProjectId(row.projectId()),
                new ZoneId(row.zoneId()),
                priority,
                kind.equals(StartVm.KIND) ? OnFailure.ROLL_BACK : OnFailure.HOLD,
                defaults.policy().allowing(waitSeconds),
                request,
                claims,
                requester,
                defaults.deadline(kind).plusSeconds(waitSeconds),
                vm.labels());
    }

    /**
     * A debt says that a guest of this VM may still run somewhere, and paying it would end the one
     * that is started now. So does a reservation, for a guest that an audit found.
     */
    private void refuseWhileOwed(Definition.Head vm) {
        boolean owed =
                house.jdbc()
                        .sql(
                                """
                                select exists (select from debt where vm_id = :vm and paid_at is null and guest_may_run)
                                    or exists (select from placement where vm_id = :vm and purpose = 'FOUND')
                                """)
                        .param("vm", vm.id())
                        .query(Boolean.class)
                        .single();
        if (owed) {
            throw ApiProblem.of(
                    ProblemCode.CONFLICT,
                    "a guest of VM '"
                            + vm.name()
                            + "' may still run on another host; its debt has to be paid first, or what the audit found repaired");
        }
    }

    private void refuseWhereHostIsLost(Definition.Head vm) {
        house.jdbc()
                .sql(
                        """
                        select h.name from vm join host h on h.id = vm.host_id
                        where vm.id = :vm and h.lost_at is not null
                        """)
                .param("vm", vm.id())
                .query(String.class)
                .optional()
                .ifPresent(host -> {
                    throw ApiProblem.of(
                            ProblemCode.CONFLICT,
                            "host '"
                                    + host
                                    + "', which had the volumes of VM '"
                                    + vm.name()
                                    + "', is lost; the VM can only be deleted");
                });
    }

    private Row row(UUID vm) {
        return house.jdbc()
                .sql("select project_id, zone_id, state, incarnation from vm where id = :id")
                .param("id", vm)
                .query(Row.class)
                .single();
    }

    private void set(UUID vm, String state, String desired) {
        house.jdbc()
                .sql(
                        """
                        update vm set state = :state, desired_power = :desired, generation = generation + 1,
                            updated_at = now()
                        where id = :id
                        """)
                .param("state", state)
                .param("desired", desired)
                .param("id", vm)
                .update();
    }
}
