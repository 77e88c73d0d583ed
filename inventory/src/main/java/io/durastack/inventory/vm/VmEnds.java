package io.durastack.inventory.vm;

import io.durastack.inventory.allocation.Grants;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationEnds;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.inventory.operation.OperationRequest;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.vm.FinishVm;
import io.durastack.workflows.vm.FinishVmRemoval;
import io.durastack.workflows.vm.PowerVmRequest;
import io.durastack.workflows.vm.VmId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The last transactions of a VM's operations. Each method belongs into one transaction. */
public final class VmEnds {

    private final JdbcClient jdbc;
    private final OperationEnds ends;
    private final VmRows rows;
    private final Grants grants;

    public VmEnds(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.ends = new OperationEnds(jdbc);
        this.rows = new VmRows(jdbc);
        this.grants = new Grants(jdbc);
    }

    /** A create succeeded: the VM runs. */
    public FinishOutcome created(FinishVm request) {
        return ends.succeedUnlessCancelled(
                request.fence(), request.steps(), it -> told("vm.created", it, request));
    }

    /** A create was rolled back: there is no VM, and there never was one but in the journals. */
    public FinishOutcome createRolledBack(FinishVmRemoval request) {
        return refunded(
                request.vm(),
                ends.rollBack(
                        request.fence(),
                        request.steps(),
                        request.cause(),
                        request.debts(),
                        operation -> {
                            grants.releaseBut(request.debts(), request.vm(), operation.id());
                            rows.erase(request.vm());
                            return Told.gone(
                                    "vm.create_rolled_back",
                                    Map.of("name", operation.resource().name()));
                        }));
    }

    /** A delete succeeded: the VM is a deleted one, which holds nothing but its row. */
    public FinishOutcome deleted(FinishVmRemoval request) {
        return refunded(
                request.vm(),
                ends.succeed(
                        request.fence(),
                        request.steps(),
                        request.debts(),
                        operation -> {
                            grants.releaseBut(request.debts(), request.vm(), operation.id());
                            rows.markDeleted(request.vm());
                            return Told.gone(
                                    "vm.deleted",
                                    Map.of(
                                            "state",
                                            "DELETED",
                                            "name",
                                            operation.resource().name()));
                        }));
    }

    /** A start succeeded. */
    public FinishOutcome started(FinishVm request) {
        return ends.succeedUnlessCancelled(
                request.fence(), request.steps(), it -> told("vm.started", it, request));
    }

    /** A start was rolled back: the VM is what it was before. */
    public FinishOutcome startRolledBack(FinishVmRemoval request) {
        return ends.rollBack(
                request.fence(),
                request.steps(),
                request.cause(),
                request.debts(),
                operation ->
                        rows.backTo(
                                request.vm(),
                                OperationRequest.of(jdbc, operation.id(), PowerVmRequest.class)
                                        .stateBefore()));
    }

    /** A stop succeeded. */
    public FinishOutcome stopped(FinishVm request) {
        return ends.succeed(
                request.fence(), request.steps(), List.of(), it -> told("vm.stopped", it, request));
    }

    /** A reboot succeeded. */
    public FinishOutcome rebooted(FinishVm request) {
        return ends.succeed(
                request.fence(),
                request.steps(),
                List.of(),
                it -> told("vm.rebooted", it, request));
    }

    private FinishOutcome refunded(VmId vm, FinishOutcome outcome) {
        if (outcome == FinishOutcome.DONE) {
            grants.refund(vm);
        }
        return outcome;
    }

    private Told told(String type, LockedOperation operation, FinishVm request) {
        String state = rows.write(request.vm(), request.domain());
        Map<String, String> after = new HashMap<>();
        after.put("name", operation.resource().name());
        after.put("state", state);
        return Told.of(type, after);
    }
}
