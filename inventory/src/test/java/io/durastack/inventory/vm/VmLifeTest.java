package io.durastack.inventory.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.durastack.inventory.operation.OperationEnds;
import io.durastack.inventory.operation.OperationOutbox;
import io.durastack.inventory.operation.OutboxEntry;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.operation.BeginUnwinding;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.vm.FinishVm;
import io.durastack.workflows.vm.FinishVmRemoval;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.vm.VmPlacement;
import io.durastack.workflows.vm.VmStep;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VmLifeTest {

    private InventoryFixture inventory = new InventoryFixture(3, 40, 100);
    private VmPlacements placements = new VmPlacements(inventory.jdbc);
    private VmEnds ends = new VmEnds(inventory.jdbc);

    @BeforeEach
    void open() {
        inventory.close();
        inventory = new InventoryFixture(3, 40, 100);
        placements = new VmPlacements(inventory.jdbc);
        ends = new VmEnds(inventory.jdbc);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private Fence started() {
        return inventory.lease(10).getFirst().run().fence();
    }

    private VmPlacement place(Fence fence, VmId vm) {
        return inventory.transactions.run(() -> placements.place(new VmStep(fence, vm), "run"));
    }

    private FinishOutcome finishCreate(Fence fence, VmId vm) {
        return inventory.transactions.run(() ->
                ends.created(
                        new FinishVm(
                                fence, vm, new DomainState(vm, Power.RUNNING, "1"), List.of())));
    }

    private FinishVmRemoval removal(Fence fence, VmId vm, List<Debt> debts) {
        return new FinishVmRemoval(fence, vm, null, debts, List.of());
    }

    @Test
    void placing_twice_gives_the_same_placement_and_grants_once() {
        VmId vm = inventory.accept("web-1");
        Fence fence = started();

        VmPlacement first = place(fence, vm);

        assertThat(place(fence, vm)).isEqualTo(first);
        assertThat(first.volumes()).hasSize(2);
        assertThat(first.domain().nics())
                .singleElement()
                .satisfies(nic -> assertThat(nic.mac()).startsWith("02:d5:"));
        assertThat(inventory.count("select sum(cpus_used) from host_capacity")).isEqualTo(1);
        assertThat(inventory.count("select count(*) from nic_address")).isEqualTo(1);
        assertThat(inventory.differences()).isEmpty();
    }

    @Test
    void a_create_ends_once_and_a_lost_answer_is_found_as_done() {
        VmId vm = inventory.accept("web-1");
        Fence fence = started();
        place(fence, vm);

        assertThat(finishCreate(fence, vm)).isEqualTo(FinishOutcome.DONE);
        assertThat(finishCreate(fence, vm)).isEqualTo(FinishOutcome.DONE);

        assertThat(inventory.count("select count(*) from claim")).isZero();
        assertThat(inventory.count("select count(*) from event where type = 'vm.created'"))
                .isEqualTo(1);
        assertThat(inventory.count("select count(*) from vm where state = 'RUNNING'")).isEqualTo(1);
    }

    @Test
    void a_rolled_back_create_leaves_nothing_but_journals() {
        VmId vm = inventory.accept("web-1");
        Fence fence = started();
        place(fence, vm);

        Fence unwinding = beginUnwinding(fence);
        FinishOutcome end =
                inventory.transactions.run(
                        () -> ends.createRolledBack(removal(unwinding, vm, List.of())));

        assertThat(end).isEqualTo(FinishOutcome.DONE);
        for (String table :
                List.of(
                        "vm",
                        "volume",
                        "nic",
                        "nic_address",
                        "placement",
                        "storage_grant",
                        "usage_grant",
                        "claim")) {
            assertThat(inventory.count("select count(*) from " + table)).as(table).isZero();
        }
        assertThat(inventory.count("select count(*) from free_address")).isEqualTo(100);
        assertThat(inventory.count("select sum(cpus_used + memory_used) from host_capacity"))
                .isZero();
        assertThat(inventory.differences()).isEmpty();
    }

    private Fence beginUnwinding(Fence fence) {
        OperationEnds operations = new OperationEnds(inventory.jdbc);
        StepError cause = StepError.of(FailureCode.HOST_REFUSED, "no", "start");
        Fence unwinding =
                inventory
                        .transactions
                        .run(() -> operations.beginUnwinding(new BeginUnwinding(fence, cause)))
                        .fence();
        Fence again =
                inventory
                        .transactions
                        .run(() -> operations.beginUnwinding(new BeginUnwinding(fence, cause)))
                        .fence();
        assertThat(again).isEqualTo(unwinding).isNotNull();
        return java.util.Objects.requireNonNull(unwinding);
    }

    @Test
    void once_unwinding_has_begun_no_forward_step_acts_any_more() {
        VmId vm = inventory.accept("web-1");
        Fence fence = started();
        beginUnwinding(fence);

        assertThatThrownBy(() -> place(fence, vm))
                .isInstanceOfSatisfying(
                        StepFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.STALE_STEP));
        assertThat(finishCreate(fence, vm)).isEqualTo(FinishOutcome.SUPERSEDED);
        assertThat(inventory.count("select count(*) from placement")).isZero();
    }

    @Test
    void a_cancelled_create_is_not_finished() {
        VmId vm = inventory.accept("web-1");
        Fence fence = started();
        place(fence, vm);
        inventory.jdbc.sql("update operation set cancel_requested_at = now()").update();

        assertThat(finishCreate(fence, vm)).isEqualTo(FinishOutcome.CANCELLED);

        assertThat(inventory.count("select count(*) from vm where state = 'CREATING'"))
                .isEqualTo(1);
    }

    @Test
    void a_debt_for_a_domain_keeps_everything_but_the_quota() {
        VmId vm = inventory.accept("web-1");
        Fence fence = started();
        VmPlacement placement = place(fence, vm);
        Fence unwinding = beginUnwinding(fence);
        StepError silent = StepError.of(FailureCode.HOST_UNREACHABLE, "silent", "remove domain");

        inventory.transactions.run(() ->
                ends.createRolledBack(
                        removal(
                                unwinding,
                                vm,
                                List.of(
                                        new Debt(placement.domainRemoval(), silent),
                                        new Debt(placement.volumesRemoval(), silent)))));

        assertThat(inventory.count("select count(*) from vm")).isZero();
        assertThat(inventory.count("select count(*) from placement where owed")).isEqualTo(1);
        assertThat(inventory.count("select count(*) from storage_grant where owed")).isEqualTo(2);
        assertThat(inventory.count("select count(*) from nic_address where owed")).isEqualTo(1);
        assertThat(inventory.count("select vms + cpus from project_usage")).isZero();
        assertThat(inventory.count("select count(*) from debt where guest_may_run")).isEqualTo(1);
        assertThat(inventory.differences()).isEmpty();
    }

    @Test
    void a_deleted_vm_holds_nothing_but_its_row() {
        VmId vm = inventory.accept("web-1");
        Fence create = started();
        place(create, vm);
        finishCreate(create, vm);
        inventory.acceptDelete(vm);
        Fence delete = started();

        assertThat(inventory.transactions.run(() -> placements.made(new VmStep(delete, vm))))
                .hasSize(2);
        inventory.transactions.run(() -> ends.deleted(removal(delete, vm, List.of())));

        assertThat(
                        inventory.count(
                                "select count(*) from vm where state = 'DELETED' and deleted_at is not null"))
                .isEqualTo(1);
        assertThat(inventory.count("select count(*) from free_address")).isEqualTo(100);
        assertThat(inventory.count("select count(*) from placement")).isZero();
        assertThat(inventory.differences()).isEmpty();
        assertThat(inventory.accept("web-1")).isNotEqualTo(vm);
    }

    @Test
    void a_zone_without_room_says_which_filter_removed_how_many_hosts() {
        inventory.close();
        inventory = new InventoryFixture(2, 1, 100);
        placements = new VmPlacements(inventory.jdbc);
        List<VmId> vms =
                List.of(inventory.accept("a"), inventory.accept("b"), inventory.accept("c"));
        List<Fence> fences =
                inventory.lease(10).stream().map(entry -> entry.run().fence()).toList();
        place(fences.get(0), vms.get(0));
        place(fences.get(1), vms.get(1));

        assertThatThrownBy(() -> place(fences.get(2), vms.get(2)))
                .hasMessageContaining(
                        "2 hosts: 2 lack CPUs (largest free 0), 2 lack memory (largest free 0 MiB)");
        assertThat(inventory.differences()).isEmpty();
    }

    @Test
    void a_hundred_placements_at_once_grant_exactly_what_there_is() throws Exception {
        List<VmId> vms =
                java.util.stream.IntStream.range(0, 110)
                        .mapToObj(number -> inventory.accept("vm-" + number))
                        .toList();
        List<OutboxEntry> entries = inventory.lease(200);
        assertThat(entries).hasSize(24);
        inventory.jdbc.sql("update operation set state = 'RUNNING'").update();
        Set<String> failures = ConcurrentHashMap.newKeySet();

        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (VmId vm : vms) {
                threads.execute(() -> {
                    try {
                        place(fenceOf(vm), vm);
                    } catch (StepFailure failure) {
                        failures.add(failure.code() + " " + vm);
                    }
                });
            }
        }

        // 110 VMs, room for 120, addresses for 100.
        assertThat(failures).hasSize(10).allMatch(failure -> failure.startsWith("NO_ADDRESS"));
        assertThat(inventory.count("select count(distinct address) from nic_address"))
                .isEqualTo(100);
        assertThat(inventory.count("select count(*) from placement")).isEqualTo(100);
        assertThat(inventory.differences()).isEmpty();
    }

    @Test
    void what_could_not_be_started_is_leased_again_and_does_not_count_as_in_flight() {
        for (int number = 0; number < 40; number++) {
            inventory.accept("vm-" + number);
        }
        OperationOutbox outbox = new OperationOutbox(inventory.jdbc, 128);
        List<OutboxEntry> first = inventory.lease(200);
        assertThat(first).hasSize(24);
        assertThat(inventory.lease(200)).isEmpty();

        outbox.giveBack(first.stream().map(OutboxEntry::run).toList());
        List<OutboxEntry> again = inventory.lease(200);
        assertThat(again).hasSize(24);

        outbox.dispatched(again.stream().map(OutboxEntry::run).toList());
        assertThat(inventory.lease(200)).isEmpty();
    }

    @Test
    void a_mark_of_an_earlier_run_does_not_touch_the_next_one() {
        VmId vm = inventory.accept("vm");
        OperationOutbox outbox = new OperationOutbox(inventory.jdbc, 128);
        OutboxEntry first = inventory.lease(1).getFirst();
        inventory
                .jdbc
                .sql("update operation set run = 2, lease_until = null where resource_id = ?")
                .param(vm.value())
                .update();

        outbox.dispatched(List.of(first.run()));

        assertThat(inventory.lease(1)).hasSize(1);
    }

    private Fence fenceOf(VmId vm) {
        return inventory
                .jdbc
                .sql("select id, turn from operation where resource_id = ?")
                .param(vm.value())
                .query((row, index) ->
                        new Fence(
                                new io.durastack.workflows.operation.OperationId(
                                        row.getObject("id", java.util.UUID.class)),
                                row.getLong("turn"),
                                1))
                .single();
    }
}
