package io.durastack.proof.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.ProofStack;
import io.durastack.proof.stack.ProofStack.Asked;
import io.durastack.workflows.engine.SearchAttributes;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.WorldListing;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VmOperationsTest {

    private final ProofStack stack = new ProofStack(3);

    @BeforeAll
    void startsEmpty() {
        assertThat(stack.world().world().list().domains()).isEmpty();
    }

    @AfterEach
    void liftFaults() {
        stack.world().world().setFaults(FaultPlan.NONE);
        assertThat(stack.differences()).isEmpty();
    }

    @AfterAll
    void close() {
        stack.close();
    }

    @Test
    void a_vm_is_created_and_deleted_and_nothing_is_left() {
        List<WorldListing.Volume> before = stack.world().world().list().volumes();
        Asked asked = stack.createVm("web-1", wish -> {});

        assertThat(stack.awaitEnd(asked.operation())).isEqualTo("SUCCEEDED");
        assertThat(domains(asked)).isEqualTo(1);

        assertThat(stack.awaitEnd(stack.deleteVm(asked.vm()))).isEqualTo("SUCCEEDED");
        assertThat(domains(asked)).isZero();
        assertThat(stack.world().world().list().volumes()).isEqualTo(before);
    }

    private long domains(Asked asked) {
        return stack.world().world().list().domains().stream()
                .filter(domain -> domain.vm().equals(asked.vm()))
                .count();
    }

    private static String workflowId(Asked asked) {
        return "vm/" + asked.vm() + "/" + asked.operation();
    }

    private WorkflowStub closed(Asked asked) {
        WorkflowStub run = stack.engine().client().newUntypedWorkflowStub(workflowId(asked));
        run.getResult(Object.class);
        return run;
    }

    /** The end by which the run is found in the Web UI. */
    private @Nullable String searchedBy(Asked asked) {
        return closed(asked).describe().getTypedSearchAttributes().get(SearchAttributes.END);
    }

    @Test
    void a_create_has_nineteen_history_events() {
        Asked asked = stack.createVm("counted", wish -> {});
        assertThat(stack.awaitEnd(asked.operation())).isEqualTo("SUCCEEDED");

        closed(asked);
        WorkflowExecutionHistory history = stack.engine().client().fetchHistory(workflowId(asked));

        assertThat(history.getEvents()).hasSize(19);
        assertThat(searchedBy(asked)).isNull();
        assertThat(stack.awaitEnd(stack.deleteVm(asked.vm()))).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_create_whose_start_fails_for_good_is_rolled_back_without_a_trace() {
        stack.world()
                .world()
                .setFaults(
                        FaultPlan.of(
                                Fault.at(
                                        "ensureDomain",
                                        Fault.Kind.FAIL_BEFORE,
                                        FailureCode.HOST_REFUSED,
                                        100)));

        Asked asked = stack.createVm("unlucky", wish -> {});

        assertThat(stack.awaitEnd(asked.operation())).isEqualTo("ROLLED_BACK");
        assertThat(stack.world().world().faults().strikes()).hasSize(3);
        assertThat(searchedBy(asked)).isEqualTo("ROLLED_BACK");
        nothingIsLeftOf(asked);
    }

    @Test
    void a_lost_answer_is_asked_again_and_the_create_succeeds() {
        stack.world()
                .world()
                .setFaults(
                        FaultPlan.of(
                                Fault.at(
                                        "prepareVm",
                                        Fault.Kind.LOSE_ANSWER,
                                        FailureCode.HOST_TIMEOUT,
                                        1),
                                Fault.at(
                                        "ensureDomain",
                                        Fault.Kind.LOSE_ANSWER,
                                        FailureCode.HOST_UNREACHABLE,
                                        1)));

        Asked asked = stack.createVm("stubborn", wish -> {});

        assertThat(stack.awaitEnd(asked.operation())).isEqualTo("SUCCEEDED");
        assertThat(stack.world().world().faults().strikes()).hasSize(2);
        assertThat(domains(asked)).isEqualTo(1);
        assertThat(stack.awaitEnd(stack.deleteVm(asked.vm()))).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_failing_create_that_shall_be_held_keeps_its_claims_and_its_run_has_failed() {
        stack.world()
                .world()
                .setFaults(
                        FaultPlan.of(
                                Fault.at(
                                        "ensureDomain",
                                        Fault.Kind.FAIL_BEFORE,
                                        FailureCode.HOST_REFUSED,
                                        100)));

        Asked asked = stack.createVm("held", ProofStack.Wish::hold);

        assertThat(stack.awaitEnd(asked.operation())).isEqualTo("HELD");
        assertThat(
                        stack.inventory()
                                .sql("select count(*) from claim where operation_id = ?")
                                .param(asked.operation().value())
                                .query(Long.class)
                                .single())
                .isEqualTo(4);
    }

    @Test
    void a_host_that_is_gone_while_a_create_unwinds_leaves_a_debt() {
        Fault slow =
                new Fault(
                        "ensureDomain",
                        null,
                        null,
                        Fault.Kind.FAIL_BEFORE,
                        FailureCode.HOST_REFUSED,
                        100,
                        0);
        Fault silent =
                new Fault(
                        "removeDomain",
                        null,
                        null,
                        Fault.Kind.FAIL_BEFORE,
                        FailureCode.HOST_UNREACHABLE,
                        100,
                        0);
        stack.world().world().setFaults(FaultPlan.of(slow, silent));

        Asked asked = stack.createVm("owing", wish -> {});

        assertThat(stack.awaitEnd(asked.operation())).isEqualTo("ROLLED_BACK");
        assertThat(
                        stack.inventory()
                                .sql(
                                        "select count(*) from debt where operation_id = ? and paid_at is null")
                                .param(asked.operation().value())
                                .query(Long.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    void thirty_creates_at_once_all_succeed() {
        List<Asked> asked =
                IntStream.range(0, 30)
                        .mapToObj(number -> stack.createVm("bulk-" + number, wish -> {}))
                        .toList();
        assertThat(asked).allMatch(it -> stack.awaitEnd(it.operation()).equals("SUCCEEDED"));

        List<OperationId> deletes = asked.stream().map(it -> stack.deleteVm(it.vm())).toList();
        assertThat(deletes).allMatch(it -> stack.awaitEnd(it).equals("SUCCEEDED"));
    }

    private void nothingIsLeftOf(Asked asked) {
        assertThat(domains(asked)).isZero();
        for (String table : List.of("volume", "nic", "placement")) {
            assertThat(
                            stack.inventory()
                                    .sql("select count(*) from " + table + " where vm_id = ?")
                                    .param(asked.vm().value())
                                    .query(Long.class)
                                    .single())
                    .as(table)
                    .isZero();
        }
        assertThat(
                        stack.inventory()
                                .sql("select count(*) from claim where operation_id = ?")
                                .param(asked.operation().value())
                                .query(Long.class)
                                .single())
                .isZero();
    }
}
