package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.harness.Proof.Staging;
import io.durastack.proof.harness.Selection.Chosen;
import io.durastack.proof.stack.CleanSlate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every operation, every step, every way to fail; and that there is no operation, no step and no
 * branch that is not proven.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProofsTest {

    static final List<Proof> PROOFS =
            Stream.of(FailureProofs.ALL, RepeatProofs.ALL, MeddlingProofs.ALL)
                    .flatMap(List::stream)
                    .toList();

    private static final Path PAGE = Path.of("../docs/proofs.md");

    private final Selection selection = Selection.asTold();
    private final Prover prover = new Prover();
    private final List<Staging> stagings = prover.stagings();

    @AfterAll
    void close() {
        prover.close();
    }

    @Test
    @Order(1)
    void every_operation_has_a_scenario() {
        assertThat(Scenarios.ALL.stream().map(Scenario::kind).distinct())
                .as("an operation without a scenario in Scenarios is not proven")
                .containsExactlyInAnyOrderElementsOf(Registered.kinds());
    }

    @Test
    @Order(2)
    void every_step_is_met_by_a_scenario() {
        assertThat(ProofsPage.steps(stagings))
                .as("a step that no scenario meets is not proven")
                .containsAll(Registered.steps());
    }

    @Test
    @Order(3)
    void the_page_of_proofs_is_true() throws IOException {
        String page = ProofsPage.render(stagings, PROOFS);
        if ("write".equals(System.getProperty("dura.proofs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    /** Several at a time: a case mostly waits, for the pause before the next try. */
    @TestFactory
    @Order(4)
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> proofs() {
        List<Chosen> chosen = selection.of(stagings, PROOFS);
        Progress progress = new Progress(chosen);
        return chosen.stream()
                .map(it ->
                        DynamicTest.dynamicTest(
                                it.name(), () -> progress.of(it, () -> prover.prove(it))));
    }

    @Test
    @Order(5)
    void every_branch_of_every_workflow_was_taken() {
        Assumptions.assumeTrue(
                selection.only() == null || selection.everything(),
                "only one operation was asked for");
        List<String> never =
                Branches.neverTaken(Registered.classes())
                        .orElseGet(
                                () -> Assumptions.abort("the coverage agent is not in this JVM"));
        assertThat(never).as("branches that no proof has taken").isEmpty();
    }

    @Test
    @Order(6)
    void every_exclusion_of_the_slate_is_needed() {
        Assumptions.assumeTrue(selection.everything(), "not all proofs were asked for");
        assertThat(CleanSlate.excludedForNothing())
                .as("columns that are excluded and never differ")
                .isEmpty();
    }
}
