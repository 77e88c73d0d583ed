package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.harness.Course.Step;
import io.durastack.proof.harness.Proof.Case;
import io.durastack.proof.harness.Proof.Staging;
import io.durastack.proof.harness.Scenario.Trait;
import io.durastack.proof.stack.StepProbe.Way;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.operation.FinishOutcome;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Steps that fail, in each way in which they can. */
final class FailureProofs {

    /** As many tries as a step on a host has in these proofs, and one more. */
    private static final int FOR_A_WHILE = 4;

    private static final FailureCode REFUSED = FailureCode.HOST_REFUSED;
    private static final String SILENT = "silent for good";

    static final List<Proof> ALL =
            List.of(
                    new Proof(
                            "fails",
                            "a step on a host fails for good before it had an effect; what can be undone is rolled back, what only goes forward is held, repaired, tried again, and succeeds",
                            staging -> onHosts(staging, Ways.fails(REFUSED))),
                    new Proof(
                            "answer lost",
                            "the same where the step had its effect and its answer was lost",
                            staging -> onHosts(staging, Ways.losesItsAnswer(REFUSED))),
                    new Proof(
                            "half done",
                            "the same where the host did half of it",
                            FailureProofs::halfDone),
                    new Proof(
                            "silent",
                            "a host does not answer at all, does so too late, is lost, or is no host any more: placed elsewhere, rolled back with debts, or held; the debts are paid",
                            FailureProofs::silent),
                    new Proof(
                            "inventory away",
                            "a transaction fails, or commits and loses its answer, before it works: nobody notices",
                            FailureProofs::inventoryAway),
                    new Proof(
                            "two faults",
                            "a step fails, and what undoes it fails too: for a while, for good, or its host is silent",
                            FailureProofs::twoFaults),
                    new Proof(
                            "held",
                            "who asked wants it held where it fails: retried after the repair it succeeds, rolled back it leaves nothing",
                            FailureProofs::held),
                    new Proof(
                            "bug",
                            "a step, or the workflow itself, meets what it does not foresee: it is held, never unwound, and a decision brings it to its end",
                            FailureProofs::bug));

    private FailureProofs() {}

    private static Stream<Step> hosts(Staging staging) {
        return staging.scenario().is(Trait.SILENT)
                ? Stream.empty()
                : staging.course().forward().stream().filter(Step::onHost);
    }

    private static Stream<Case> onHosts(Staging staging, Way way) {
        return hosts(staging)
                .map(step ->
                        new Case(
                                step.name(),
                                "",
                                trial -> {
                                    goesWrong(trial, step, way);
                                    endsBadly(trial);
                                }));
    }

    /** For good; or for a while, where nothing is for good. */
    private static void goesWrong(Trial trial, Step step, Way way) {
        boolean endless = trial.scenario().is(Trait.ENDLESS);
        var _ = trial.at(step, way, endless ? FOR_A_WHILE : Integer.MAX_VALUE);
    }

    private static void endsBadly(Trial trial) {
        String _ = trial.ask();
        if (trial.scenario().is(Trait.ENDLESS)) {
            trial.endsAsUsual();
        } else if (trial.scenario().is(Trait.REVERSIBLE)) {
            var _ = trial.ends("ROLLED_BACK");
        } else {
            var _ = trial.ends("HELD");
            trial.repair();
            trial.triesAgain();
        }
    }

    private static Stream<Case> halfDone(Staging staging) {
        if (staging.scenario().is(Trait.ENDLESS)) {
            return Stream.empty();
        }
        return hosts(staging)
                .map(step ->
                        new Case(
                                step.name(),
                                "",
                                trial -> {
                                    trial.inTheWorld(step, "HALF");
                                    endsBadly(trial);
                                }));
    }

    private static Stream<Case> silent(Staging staging) {
        Stream<Case> given =
                hosts(staging)
                        .filter(step -> staging.scenario().is(Trait.ENDLESS))
                        .map(step ->
                                new Case(
                                        step.name(),
                                        "given up",
                                        trial -> {
                                            var _ = trial.at(step, Ways.isGivenUp(), 1);
                                            String _ = trial.ask();
                                            trial.endsAsUsual();
                                        }));
        return Stream.concat(
                given,
                hosts(staging)
                        .flatMap(step ->
                                Stream.of(
                                        silent(step, "", FailureCode.HOST_UNREACHABLE),
                                        silent(step, "too late", FailureCode.HOST_TIMEOUT),
                                        silent(step, "lost", FailureCode.HOST_LOST),
                                        silent(step, "gone", FailureCode.HOST_UNKNOWN))));
    }

    private static Case silent(Step step, String variant, FailureCode code) {
        return new Case(
                step.name(),
                variant,
                trial -> {
                    goesWrong(trial, step, Ways.fails(code));
                    String _ = trial.ask();
                    trial.endsAtLast();
                });
    }

    private static Stream<Case> inventoryAway(Staging staging) {
        return staging.course()
                .all()
                .filter(Step::inInventory)
                .flatMap(step ->
                        Stream.of(
                                new Case(
                                        step.name(),
                                        "fails",
                                        trial ->
                                                passes(
                                                        trial,
                                                        step,
                                                        Ways.fails(
                                                                FailureCode
                                                                        .INVENTORY_UNAVAILABLE))),
                                new Case(
                                        step.name(),
                                        "answer lost",
                                        trial ->
                                                passes(
                                                        trial,
                                                        step,
                                                        Ways.losesItsAnswer(
                                                                FailureCode
                                                                        .INVENTORY_UNAVAILABLE)))));
    }

    private static void passes(Trial trial, Step step, Way way) {
        var _ = trial.at(step, way, 2);
        RepeatProofs.goesTo(trial, step);
    }

    private static Stream<Case> twoFaults(Staging staging) {
        if (!staging.scenario().is(Trait.REVERSIBLE) || !staging.course().reachesAHost()) {
            return Stream.empty();
        }
        return staging.course().unwinding().stream()
                .filter(Step::onHost)
                .flatMap(undo ->
                        Stream.of(
                                        forAWhile(undo, "fails", Ways.fails(REFUSED)),
                                        forAWhile(
                                                undo,
                                                "loses its answer",
                                                Ways.losesItsAnswer(REFUSED)),
                                        failsForGood(undo),
                                        silentForGood(undo))
                                .filter(it ->
                                        !staging.scenario().is(Trait.FORGOTTEN)
                                                || !it.variant().equals(SILENT)));
    }

    private static Case failsForGood(Step undo) {
        return new Case(
                undo.name(),
                "fails for good",
                trial -> {
                    var _ = trial.at(undo, Ways.fails(REFUSED));
                    trial.losesItsAnswerInTheEnd();
                    String _ = trial.ask();
                    var _ = trial.ends("HELD");
                    new Guests(trial.zone()).assertHaveTheirVolumes();
                    trial.repair();
                    trial.triesAgain();
                });
    }

    private static Case silentForGood(Step undo) {
        return new Case(
                undo.name(),
                SILENT,
                trial -> {
                    var _ = trial.at(undo, Ways.fails(FailureCode.HOST_UNREACHABLE));
                    trial.losesItsAnswerInTheEnd();
                    String _ = trial.ask();
                    var _ = trial.ends("ROLLED_BACK");
                });
    }

    private static Case forAWhile(Step undo, String variant, Way way) {
        return new Case(
                undo.name(),
                variant + " for a while",
                trial -> {
                    var _ = trial.at(undo, way, 2);
                    trial.losesItsAnswerInTheEnd();
                    String _ = trial.ask();
                    var _ = trial.ends("ROLLED_BACK");
                });
    }

    private static Stream<Case> held(Staging staging) {
        if (!staging.scenario().is(Trait.HOLDABLE)) {
            return Stream.empty();
        }
        return hosts(staging)
                .flatMap(step ->
                        Stream.of(
                                heldAnd(step, "retry", Ways.fails(REFUSED)),
                                heldAnd(step, "retry", Ways.losesItsAnswer(REFUSED)),
                                heldAnd(step, "rollback", Ways.fails(REFUSED)),
                                heldAnd(step, "rollback", Ways.losesItsAnswer(REFUSED))));
    }

    private static Case heldAnd(Step step, String decision, Way way) {
        return new Case(
                step.name(),
                decision,
                trial -> {
                    var _ = trial.at(step, way);
                    String _ = trial.askToHold();
                    assertThat(trial.ends("HELD").text("/error/code"))
                            .isEqualTo(FailureCode.HOST_REFUSED.name());
                    trial.repair();
                    trial.decide(decision, decision.equals("retry") ? "SUCCEEDED" : "ROLLED_BACK");
                });
    }

    private static Stream<Case> bug(Staging staging) {
        Stream<Case> retried =
                staging.course()
                        .all()
                        .map(step -> bugAt(step, "retry", trial -> trial.triesAgainAt(step)));
        Stream<Case> rolledBack =
                staging.scenario().is(Trait.REVERSIBLE)
                        ? staging.course().forward().stream()
                                .map(step ->
                                        bugAt(
                                                step,
                                                "rollback",
                                                trial -> trial.decide("rollback", "ROLLED_BACK")))
                        : Stream.empty();
        return Stream.of(retried, rolledBack, bugInTheWorkflow(staging)).flatMap(it -> it);
    }

    /**
     * A step that answers nothing lets the code after it fail. Behind a finish nothing can fail any
     * more: there the row has its end already.
     */
    private static Stream<Case> bugInTheWorkflow(Staging staging) {
        Stream<Case> everywhere =
                staging.course()
                        .all()
                        .filter(Step::inInventory)
                        .filter(step -> !failsAsUsual(staging, step))
                        .map(step -> workflowMeets(step, "in the workflow", Ways.answersNothing()));
        Stream<Case> cancelledLate =
                staging.scenario().is(Trait.REVERSIBLE)
                        ? Stream.empty()
                        : staging.course().forward().stream()
                                .filter(step -> step.name().startsWith("Finish"))
                                .map(step ->
                                        workflowMeets(
                                                step,
                                                "cancelled late",
                                                Ways.answers(FinishOutcome.CANCELLED)));
        return Stream.concat(everywhere, cancelledLate);
    }

    /** It has no answer that could be taken away: there is no room, and it says so. */
    private static boolean failsAsUsual(Staging staging, Step step) {
        List<Step> forward = staging.course().forward();
        return staging.scenario().end().equals("ROLLED_BACK") && step.equals(forward.getLast());
    }

    private static Case workflowMeets(Step step, String variant, Way way) {
        return new Case(
                step.name(),
                variant,
                trial -> {
                    var _ = trial.at(step, way, 1);
                    trial.goesTo(step);
                    String state = trial.settles();
                    if (trial.course().forward().contains(step)
                            && !step.name().startsWith("Finish")) {
                        assertThat(state).as("broken code unwinds nothing").isEqualTo("HELD");
                    }
                    if (state.equals("HELD")) {
                        if (!trial.course().holding().contains(step)) {
                            assertThat(trial.error()).isIn("BUG", "RUN_LOST");
                        }
                        trial.repair();
                        trial.triesAgain();
                    }
                });
    }

    private static Case bugAt(Step step, String decision, Consumer<Trial> decide) {
        return new Case(
                step.name(),
                decision,
                trial -> {
                    var _ = trial.at(step, Ways.meetsABug());
                    trial.goesTo(step);
                    assertThat(trial.ends("HELD").text("/error/code")).isIn("BUG", "RUN_LOST");
                    trial.repair();
                    decide.accept(trial);
                });
    }
}
