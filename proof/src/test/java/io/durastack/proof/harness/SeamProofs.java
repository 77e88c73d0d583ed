package io.durastack.proof.harness;

import io.durastack.proof.harness.Proof.Case;
import io.durastack.proof.harness.Proof.Staging;
import io.durastack.proof.harness.Scenario.Trait;
import io.durastack.proof.stack.StartProbe.Seam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The server that starts a run is cut off between the commit, the start in the engine and the mark,
 * or does not hear from the engine; when an operation was accepted, and when one was decided on.
 */
final class SeamProofs {

    static final List<Proof> ALL =
            List.of(
                    new Proof(
                            "cut",
                            "the server is gone, or the engine, before and after a run is started: it is started, and once",
                            SeamProofs::cut));

    /** What stands in the place of a step before all of them. */
    static final String THE_START = "the start";

    /** The same for the run that a decision begins. */
    static final String THE_DECISION = "the decision";

    private SeamProofs() {}

    static boolean isStarted(Staging staging) {
        return !staging.scenario().is(Trait.WITHOUT_RUN);
    }

    static boolean isHeld(Staging staging) {
        return !staging.course().holding().isEmpty();
    }

    private static Stream<Case> cut(Staging staging) {
        Stream<Case> start =
                isStarted(staging) ? at(THE_START, "", SeamProofs::starts) : Stream.empty();
        Stream<Case> retry =
                isHeld(staging)
                        ? at(THE_DECISION, "retry", SeamProofs::triesAgain)
                        : Stream.empty();
        Stream<Case> rollback =
                isHeld(staging) && staging.scenario().is(Trait.HOLDABLE)
                        ? at(THE_DECISION, "rollback", SeamProofs::rollsBack)
                        : Stream.empty();
        return Stream.of(start, retry, rollback).flatMap(it -> it);
    }

    private static Stream<Case> at(String step, String variant, BiConsumer<Trial, Seam> body) {
        return Arrays.stream(Seam.values())
                .map(seam ->
                        new Case(
                                step,
                                (variant.isEmpty() ? "" : variant + ", ")
                                        + seam.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                trial -> body.accept(trial, seam)));
    }

    private static void starts(Trial trial, Seam seam) {
        trial.isCutAt(seam, 1);
        String _ = trial.ask();
        trial.endsAsUsual();
    }

    private static void triesAgain(Trial trial, Seam seam) {
        fails(trial);
        trial.isCutAt(seam, 2);
        trial.triesAgain();
    }

    private static void rollsBack(Trial trial, Seam seam) {
        fails(trial);
        trial.isCutAt(seam, 2);
        trial.decide("rollback", "ROLLED_BACK");
    }

    private static void fails(Trial trial) {
        trial.failsInTheEnd();
        String _ = trial.askToHold();
        var _ = trial.ends("HELD");
        trial.repair();
    }
}
