package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.harness.Proof.Staging;
import io.durastack.proof.harness.Selection.Chosen;
import io.durastack.proof.replay.ReplayTest;
import io.durastack.proof.stack.CleanSlate;
import io.durastack.testing.engine.TestingEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/**
 * Every operation, every step, every way to fail; and that there is no operation, no step and no
 * branch that is not proven.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProofsTest {

    static final List<Proof> PROOFS =
            Stream.of(FailureProofs.ALL, RepeatProofs.ALL, MeddlingProofs.ALL, SeamProofs.ALL)
                    .flatMap(List::stream)
                    .toList();

    private static final Path PAGE = Path.of("../docs/proofs.md");

    private final Selection selection = Selection.asTold();
    private final Prover prover = new Prover();
    private final List<Staging> stagings = prover.stagings();

    /** As many as there are benches: a case mostly waits, for the pause before the next try. */
    private final ExecutorService threads =
            Executors.newFixedThreadPool(TestingEngine.LANES.size());

    @AfterAll
    void close() {
        List<Runnable> _ = threads.shutdownNow();
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

    @Test
    @Order(3)
    void every_witness_is_a_case() {
        assertThat(
                        new Selection("", "", Set.of())
                                .of(stagings, PROOFS).stream().map(Chosen::name).distinct())
                .containsAll(Selection.WITNESSES);
    }

    @TestFactory
    @Order(4)
    Stream<DynamicTest> proofs() {
        List<Chosen> chosen = selection.of(stagings, PROOFS);
        Progress progress = new Progress(chosen);
        Map<Chosen, Future<?>> running = new LinkedHashMap<>();
        chosen.forEach(it ->
                running.put(it, threads.submit(() -> progress.of(it, () -> prover.prove(it)))));
        return running.entrySet().stream()
                .map(it -> DynamicTest.dynamicTest(it.getKey().name(), () -> ended(it.getValue())));
    }

    private static void ended(Future<?> proof) throws Throwable {
        try {
            Object _ = proof.get();
        } catch (ExecutionException failed) {
            throw Objects.requireNonNull(failed.getCause());
        }
    }

    @Test
    @Order(5)
    void every_branch_of_every_workflow_was_taken() throws Exception {
        Assumptions.assumeTrue(
                selection.takesEveryBranch(), "the proofs of some operations were asked for");
        // Some are there only for what began with an older build.
        ReplayTest.replayAll();
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
