package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.harness.Proof.Case;
import io.durastack.proof.harness.Proof.Staging;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change touches is what is run. */
class SelectionTest {

    private static final int CASES = 20;

    /** A tenth of them is run whatever was changed. */
    private static final int TENTH = 2;

    private static final List<Staging> STAGINGS =
            Scenarios.ALL.stream()
                    .filter(it -> it.branch().isEmpty())
                    .map(it -> new Staging(it, Course.UNKNOWN))
                    .toList();

    private static final List<Proof> PROOFS =
            List.of(
                    new Proof(
                            "a proof",
                            "of many cases",
                            staging ->
                                    IntStream.range(0, CASES)
                                            .mapToObj(
                                                    it -> new Case("Step" + it, "", trial -> {}))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workflows/src/main/java/io/durastack/workflows/operation/Compensations.java",
                "workflows/src/main/java/io/durastack/workflows/hypervisor/PrepareVm.java",
                "workflows/src/main/java/io/durastack/workflows/failure/FailureCode.java",
                "workflows/src/main/java/io/durastack/workflows/engine/Payloads.java",
                "inventory/src/main/java/io/durastack/inventory/allocation/Grants.java",
                "inventory/src/main/java/io/durastack/inventory/list/Page.java",
                "inventory/src/main/java/io/durastack/inventory/event/Events.java",
                "inventory/src/main/resources/db/migration/V15__usage_at_commit.sql",
                "activities/src/main/java/io/durastack/activities/fence/StepInterceptor.java",
                "simulator-activities/src/main/java/io/durastack/simulator/SimulatedHypervisor.java",
                "simulator-activities/src/main/resources/db/world/V4__folders.sql",
                "api-server/src/main/java/io/durastack/api/dispatch/Dispatcher.java",
                "proof/src/test/java/io/durastack/proof/harness/Ways.java"
            })
    void a_change_of_what_all_share_runs_the_cases_of_all(String file) {
        assertThat(touchedBy("docs/proofs.md " + file))
                .isEqualTo(
                        STAGINGS.stream()
                                .map(it -> it.scenario().kind())
                                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({
        "workflows/src/main/java/io/durastack/workflows/vm/StopVmWorkflow.java, vm",
        "inventory/src/main/java/io/durastack/inventory/network/NetworkTable.java, l2-network",
        "inventory/src/main/java/io/durastack/inventory/storage/StorageTable.java, primary-storage",
        "api-server/src/main/java/io/durastack/api/host/HostController.java, host",
        "proof/src/test/java/io/durastack/proof/vm/VmOperationsTest.java, vm"
    })
    void a_change_of_a_resource_runs_the_cases_of_its_operations(String file, String resource) {
        assertThat(touchedBy(file))
                .isEqualTo(
                        STAGINGS.stream()
                                .map(it -> it.scenario().kind())
                                .filter(it -> it.startsWith(resource + "."))
                                .collect(Collectors.toSet()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "docs/architecture.md",
                "activities/src/main/java/io/durastack/activities/kvm/KvmHypervisor.java",
                "kvm-host-tools/src/main/java/io/durastack/kvm/failure/Failures.java",
                "standalone/src/main/java/io/durastack/standalone/chaos/Walk.java",
                "inventory/src/test/java/io/durastack/inventory/list/PageTest.java"
            })
    void a_change_of_what_no_proof_runs_runs_a_tenth(String files) {
        assertThat(touchedBy(files)).isEmpty();
    }

    @Test
    void what_is_shared_is_run_for_as_long_as_there_is_time() {
        Proof many =
                new Proof(
                        "a proof",
                        "of too many cases",
                        staging ->
                                IntStream.range(0, 1_000)
                                        .mapToObj(it -> new Case("Step" + it, "", trial -> {})));
        List<Staging> one = STAGINGS.subList(0, 1);
        assertThat(new Selection(null, "", Set.of(Selection.SHARED)).of(one, List.of(many)).size())
                .isEqualTo(420);
    }

    /** The operations whose cases are all run. */
    private static Set<String> touchedBy(String files) {
        var byKind =
                new Selection(null, "a commit", Selection.touchedBy(files))
                        .of(STAGINGS, PROOFS).stream()
                                .collect(
                                        Collectors.groupingBy(
                                                it -> it.scenario().kind(), Collectors.counting()));
        assertThat(byKind.values()).allMatch(it -> it >= TENTH);
        return byKind.keySet().stream()
                .filter(it -> byKind.getOrDefault(it, 0L) == CASES)
                .collect(Collectors.toSet());
    }
}
