package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.harness.Course.Step;
import io.durastack.proof.harness.Proof.Case;
import io.durastack.proof.harness.Proof.Staging;
import io.durastack.proof.harness.Scenario.Trait;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.StepProbe.Met;
import io.durastack.proof.stack.StepProbe.Way;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Somebody cancels, or does to the run what the engine's Web UI offers, just before or after each
 * step.
 */
final class MeddlingProofs {

    static final List<Proof> ALL =
            List.of(
                    new Proof(
                            "cancel",
                            "a cancel at each step, and at the finish: rolled back, or too late and said so",
                            MeddlingProofs::cancel),
                    new Proof(
                            "cancel in the engine",
                            "the same by a click in the Web UI",
                            MeddlingProofs::cancelInTheEngine),
                    new Proof(
                            "terminate",
                            "the run is terminated at each step: held, and a decision brings it to its end",
                            MeddlingProofs::terminate),
                    new Proof(
                            "reset",
                            "the run is reset at each step, and after its end: the row decides",
                            staging -> again(staging, (trial, run) -> trial.engine().reset(run))),
                    new Proof(
                            "start again",
                            "the same run is started a second time at each step, and after its end: as if once",
                            staging ->
                                    again(
                                            staging,
                                            (trial, run) -> {
                                                String again = trial.engine().startAgain(run);
                                                trial.alsoAwaits(again);
                                            })),
                    new Proof(
                            "taken over",
                            "the run is taken for gone at each step, and another takes its place while it still goes on: it is refused, and the other brings it to its end",
                            MeddlingProofs::takenOver));

    /** What stands in the place of a step when all of them are done. */
    static final String THE_END = "the end";

    private MeddlingProofs() {}

    private record Moment(String name, Function<Consumer<Met>, Way> way) {}

    private static final List<Moment> MOMENTS =
            List.of(new Moment("before", Ways::after), new Moment("after", Ways::before));

    private static Stream<Case> at(
            Stream<Step> steps, Function<Step, Function<Moment, Consumer<Trial>>> body) {
        return steps.flatMap(step ->
                MOMENTS.stream()
                        .map(moment ->
                                new Case(
                                        step.name(),
                                        moment.name(),
                                        body.apply(step).apply(moment))));
    }

    private static Stream<Case> takenOver(Staging staging) {
        return staging.course()
                .all()
                .map(step ->
                        new Case(
                                step.name(),
                                "",
                                trial -> {
                                    var _ =
                                            trial.at(
                                                    step,
                                                    Ways.after(met ->
                                                            trial.zone()
                                                                    .isTakenForGone(met.fence())),
                                                    1);
                                    trial.goesTo(step);
                                    if (wasToBePlacedAgain(trial, step)) {
                                        var _ = trial.ends("ROLLED_BACK");
                                        assertThat(trial.error()).isEqualTo("GUEST_MAY_RUN");
                                    } else {
                                        trial.endsAfter(step);
                                    }
                                    trial.alsoAwaits(trial.run() + "/2");
                                }));
    }

    /** The run before may have started the guest, for all the next one knows. */
    private static boolean wasToBePlacedAgain(Trial trial, Step step) {
        List<String> forward = trial.course().forward().stream().map(Step::name).toList();
        return forward.contains("PlaceVmAgain")
                && Set.of("PrepareVm", "PlaceVmAgain").contains(step.name());
    }

    /** It is no failure, so it is rolled back also where failures are to be held. */
    private static Case cancelOfOneToHold(Step step) {
        return new Case(
                step.name(),
                "of one to be held",
                trial -> {
                    var _ =
                            trial.at(
                                    step,
                                    Ways.after(met -> {
                                        Answer _ =
                                                trial.zone()
                                                        .decide(
                                                                met.fence().operation().toString(),
                                                                "cancel");
                                    }),
                                    1);
                    String _ = trial.askToHold();
                    var _ = trial.ends("ROLLED_BACK");
                });
    }

    private static Stream<Case> cancel(Staging staging) {
        Stream<Case> toHold =
                staging.scenario().is(Trait.HOLDABLE)
                        ? staging.course().forward().stream().map(MeddlingProofs::cancelOfOneToHold)
                        : Stream.empty();
        return Stream.concat(toHold, cancelAtAll(staging));
    }

    private static Stream<Case> cancelAtAll(Staging staging) {
        return at(
                staging.course().forward().stream(),
                step ->
                        moment ->
                                trial -> {
                                    List<Integer> answers = new CopyOnWriteArrayList<>();
                                    var _ =
                                            trial.at(
                                                    step,
                                                    moment.way()
                                                            .apply(met ->
                                                                    answers.add(
                                                                            trial.zone()
                                                                                    .decide(
                                                                                            met.fence()
                                                                                                    .operation()
                                                                                                    .toString(),
                                                                                            "cancel")
                                                                                    .status())),
                                                    1);
                                    String _ = trial.ask();
                                    boolean tooLate =
                                            finished(step, moment)
                                                    || !trial.scenario().is(Trait.REVERSIBLE);
                                    var _ =
                                            trial.ends(
                                                    tooLate
                                                            ? trial.scenario().end()
                                                            : "ROLLED_BACK");
                                    Awaitility.await("the answer").until(() -> !answers.isEmpty());
                                    assertThat(answers).containsExactly(tooLate ? 409 : 202);
                                });
    }

    private static boolean finished(Step step, Moment moment) {
        return step.name().startsWith("Finish") && moment.name().equals("after");
    }

    /** It may come too late for the run to hear of it; then nobody was told that it was heard. */
    private static Stream<Case> cancelInTheEngine(Staging staging) {
        return at(
                staging.course().forward().stream(),
                step ->
                        moment ->
                                trial -> {
                                    var _ =
                                            trial.at(
                                                    step,
                                                    moment.way()
                                                            .apply(
                                                                    onRun(
                                                                            trial,
                                                                            trial.engine()
                                                                                    ::cancel)),
                                                    1);
                                    String _ = trial.ask();
                                    String end = trial.settles();
                                    if (step.name().startsWith("Finish")
                                            || !trial.scenario().is(Trait.REVERSIBLE)) {
                                        assertThat(end).isEqualTo(trial.scenario().end());
                                    } else {
                                        assertThat(end).isIn("ROLLED_BACK", trial.scenario().end());
                                    }
                                });
    }

    private static Consumer<Met> onRun(Trial trial, Consumer<String> hand) {
        return met -> hand.accept(trial.run(met.fence().operation().toString()));
    }

    private static Stream<Case> terminate(Staging staging) {
        return at(
                staging.course().all(),
                step ->
                        moment ->
                                trial -> {
                                    var _ =
                                            trial.at(
                                                    step,
                                                    moment.way()
                                                            .apply(
                                                                    onRun(
                                                                            trial,
                                                                            trial.engine()
                                                                                    ::terminate)),
                                                    1);
                                    trial.goesTo(step);
                                    if (!trial.settles().equals("HELD")) {
                                        // What follows in the inventory is done in the same go.
                                        assertThat(step.inInventory())
                                                .as("it ended, terminated")
                                                .isTrue();
                                        return;
                                    }
                                    trial.repair();
                                    if (trial.scenario().is(Trait.REVERSIBLE)
                                            && moment.name().equals("after")) {
                                        trial.decide("rollback", "ROLLED_BACK");
                                    } else {
                                        // It begins to unwind all the same, unless it was held
                                        // before that.
                                        if (step.name().equals(Course.BEGINS_TO_UNWIND)) {
                                            trial.triesAgain();
                                        } else {
                                            trial.triesAgainAt(step);
                                        }
                                    }
                                });
    }

    private static Stream<Case> again(Staging staging, BiConsumer<Trial, String> hand) {
        Stream<Case> during =
                at(
                        staging.course().all(),
                        step ->
                                moment ->
                                        trial -> {
                                            var _ =
                                                    trial.at(
                                                            step,
                                                            moment.way()
                                                                    .apply(
                                                                            onRun(
                                                                                    trial,
                                                                                    run ->
                                                                                            hand
                                                                                                    .accept(
                                                                                                            trial,
                                                                                                            run))),
                                                            1);
                                            trial.goesTo(step);
                                            trial.endsAtLast();
                                        });
        Case afterTheEnd =
                new Case(
                        THE_END,
                        "after",
                        trial -> {
                            String _ = trial.ask();
                            trial.endsAsUsual();
                            trial.engine().awaitClosed(trial.run());
                            hand.accept(trial, trial.run());
                            trial.engine().awaitClosed(trial.run());
                        });
        return staging.scenario().is(Trait.WITHOUT_RUN)
                ? Stream.empty()
                : Stream.concat(during, Stream.of(afterTheEnd));
    }
}
