package io.durastack.inventory.vm;

import io.durastack.inventory.allocation.Grants;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.inventory.operation.OperationKind;
import io.durastack.inventory.operation.OperationRequest;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.vm.CreateVm;
import io.durastack.workflows.vm.DeleteVm;
import io.durastack.workflows.vm.DeleteVmRequest;
import io.durastack.workflows.vm.PowerVmRequest;
import io.durastack.workflows.vm.RebootVm;
import io.durastack.workflows.vm.StartVm;
import io.durastack.workflows.vm.StopVm;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.vm.VmPlacement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the operations of a VM end without a run. */
public final class VmKinds {

    private final JdbcClient jdbc;
    private final VmRows rows;
    private final VmBlueprints blueprints;
    private final Grants grants;

    private VmKinds(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rows = new VmRows(jdbc);
        this.blueprints = new VmBlueprints(jdbc);
        this.grants = new Grants(jdbc);
    }

    /** All of them. */
    public static List<OperationKind> all(JdbcClient jdbc) {
        VmKinds vm = new VmKinds(jdbc);
        return List.of(
                vm.new Create(),
                vm.new Delete(),
                vm.new Power(StartVm.KIND, true),
                vm.new Power(StopVm.KIND, false),
                vm.new Power(RebootVm.KIND, false));
    }

    private static VmId vm(LockedOperation operation) {
        return new VmId(operation.resource().id());
    }

    private Optional<VmPlacement> placement(LockedOperation operation) {
        return blueprints.find(vm(operation)).flatMap(VmBlueprint::placement);
    }

    private List<Removal> all(LockedOperation operation) {
        return placement(operation)
                .map(it -> List.of(it.volumesRemoval(), it.domainRemoval()))
                .orElse(List.of());
    }

    private final class Create implements OperationKind {

        @Override
        public String name() {
            return CreateVm.KIND;
        }

        @Override
        public boolean reversible() {
            return true;
        }

        @Override
        public Told withdraw(LockedOperation operation) {
            return abandon(operation, List.of());
        }

        @Override
        public List<Removal> leftovers(LockedOperation operation) {
            return all(operation);
        }

        @Override
        public Told abandon(LockedOperation operation, List<Debt> debts) {
            grants.releaseBut(debts, vm(operation), operation.id());
            grants.refund(vm(operation));
            rows.erase(vm(operation));
            return Told.gone("vm.create_rolled_back", Map.of("name", operation.resource().name()));
        }
    }

    private final class Delete implements OperationKind {

        @Override
        public String name() {
            return DeleteVm.KIND;
        }

        @Override
        public boolean reversible() {
            return false;
        }

        @Override
        public Told withdraw(LockedOperation operation) {
            DeleteVmRequest request =
                    OperationRequest.of(jdbc, operation.id(), DeleteVmRequest.class);
            return rows.backTo(vm(operation), request.stateBefore());
        }

        @Override
        public List<Removal> leftovers(LockedOperation operation) {
            return all(operation);
        }

        @Override
        public Told abandon(LockedOperation operation, List<Debt> debts) {
            grants.releaseBut(debts, vm(operation), operation.id());
            grants.refund(vm(operation));
            rows.markDeleted(vm(operation));
            return Told.gone(
                    "vm.deleted", Map.of("state", "DELETED", "name", operation.resource().name()));
        }
    }

    /** Start, stop and reboot: the VM stays, and keeps its place. */
    private final class Power implements OperationKind {

        private final String name;
        private final boolean start;

        Power(String name, boolean start) {
            this.name = name;
            this.start = start;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean reversible() {
            return start;
        }

        private PowerVmRequest request(LockedOperation operation) {
            return OperationRequest.of(jdbc, operation.id(), PowerVmRequest.class);
        }

        @Override
        public Told withdraw(LockedOperation operation) {
            return rows.backTo(vm(operation), request(operation).stateBefore());
        }

        /**
         * A domain that shall not run; a reboot that was given up leaves the VM running, or not.
         */
        @Override
        public List<Removal> leftovers(LockedOperation operation) {
            boolean owesDomain =
                    name.equals(StopVm.KIND) || (start && !request(operation).mayHaveRun());
            return owesDomain
                    ? placement(operation).map(it -> List.of(it.domainRemoval())).orElse(List.of())
                    : List.of();
        }

        @Override
        public Told abandon(LockedOperation operation, List<Debt> debts) {
            return rows.backTo(
                    vm(operation),
                    name.equals(StopVm.KIND) ? "STOPPED" : request(operation).stateBefore());
        }
    }
}
