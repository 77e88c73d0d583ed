package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.harness.Course.Step;
import io.durastack.proof.harness.Proof.Case;
import io.durastack.proof.harness.Proof.Staging;
import io.durastack.proof.harness.Scenario.Trait;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.proof.stack.StepProbe.Call;
import io.durastack.proof.stack.StepProbe.Way;
import io.durastack.workflows.failure.StepFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Steps that come twice, at once, much later, or not at all. */
final class RepeatProofs {

    static final List<Proof> ALL =
            List.of(
                    new Proof(
                            "as usual",
                            "nothing goes wrong: it looks as it shall, and taken away again it leaves nothing",
                            staging -> Stream.of(asUsual())),
                    new Proof(
                            "conflict",
                            "what cannot be at the same time is refused at each step, and names the operation",
                            RepeatProofs::conflict),
                    new Proof(
                            "twice",
                            "each step and each compensation happens twice: as if once",
                            staging -> each(staging, Ways.twice())),
                    new Proof(
                            "at once",
                            "the same, both at the same time",
                            staging -> each(staging, Ways.twiceAtOnce())),
                    new Proof(
                            "late",
                            "each comes once more when the operation has ended and all is gone: refused, or without any effect",
                            RepeatProofs::late),
                    new Proof(
                            "left out",
                            "the proof is proven: a removal that does not happen is noticed, a finish that does not happen is made up for",
                            RepeatProofs::leftOut));

    private RepeatProofs() {}

    /** Asks, and sees it to the end that it has where this step was to be on the way. */
    static void goesTo(Trial trial, Step step) {
        trial.goesTo(step);
        trial.endsAfter(step);
    }

    private static Stream<Case> each(Staging staging, Way way) {
        return staging.course()
                .all()
                .map(step ->
                        new Case(
                                step.name(),
                                "",
                                trial -> {
                                    var _ = trial.at(step, way);
                                    goesTo(trial, step);
                                }));
    }

    private static Case asUsual() {
        return new Case(
                MeddlingProofs.THE_END,
                "",
                trial -> {
                    String _ = trial.ask();
                    trial.endsAsUsual();
                    if (!trial.scenario().is(Trait.WITHOUT_RUN)) {
                        assertThat(trial.engine().steps(trial.run()).finished())
                                .as("the steps, done again from the history")
                                .isNotEmpty();
                    }
                });
    }

    private static Stream<Case> conflict(Staging staging) {
        Function<SimulatedZone, Answer> rival = staging.scenario().rival();
        if (rival == null) {
            return Stream.empty();
        }
        return staging.course().forward().stream()
                .map(step ->
                        new Case(
                                step.name(),
                                "",
                                trial -> {
                                    List<Answer> answers = new CopyOnWriteArrayList<>();
                                    var _ =
                                            trial.at(
                                                    step,
                                                    Ways.after(met ->
                                                            answers.add(rival.apply(trial.zone()))),
                                                    1);
                                    String _ = trial.ask();
                                    trial.endsAsUsual();
                                    assertRefused(answers.getFirst(), trial.operation());
                                }));
    }

    private static void assertRefused(Answer answer, String operation) {
        SimulatedZone.problem(answer, 409, "operation_in_progress");
        assertThat(answer.json().toString()).contains(operation);
    }

    private static Stream<Case> late(Staging staging) {
        Stream<Case> afterTheEnd =
                staging.course()
                        .all()
                        .map(step ->
                                late(
                                        step,
                                        "",
                                        trial -> goesTo(trial, step),
                                        kept -> Ways.isKept(kept)));
        if (!staging.scenario().is(Trait.REVERSIBLE) || !staging.course().reachesAHost()) {
            return afterTheEnd;
        }
        Stream<Case> afterARollback =
                staging.course().forward().stream()
                        .filter(Step::onHost)
                        .map(step ->
                                late(
                                        step,
                                        "after a rollback",
                                        RepeatProofs::isRolledBack,
                                        Ways::isKeptAndLosesItsAnswer));
        Stream<Case> afterADecision =
                staging.scenario().is(Trait.HOLDABLE)
                        ? staging.course().forward().stream()
                                .filter(Step::onHost)
                                .map(step ->
                                        late(
                                                step,
                                                "after a decision",
                                                RepeatProofs::isHeldAndRolledBack,
                                                Ways::isKeptAndLosesItsAnswer))
                        : Stream.empty();
        return Stream.of(afterTheEnd, afterARollback, afterADecision).flatMap(it -> it);
    }

    private static void isRolledBack(Trial trial) {
        String _ = trial.ask();
        var _ = trial.ends("ROLLED_BACK");
    }

    private static void isHeldAndRolledBack(Trial trial) {
        String _ = trial.askToHold();
        var _ = trial.ends("HELD");
        trial.repair();
        trial.decide("rollback", "ROLLED_BACK");
    }

    private static Case late(
            Step step, String variant, Consumer<Trial> course, Function<List<Call>, Way> way) {
        return new Case(
                step.name(),
                variant,
                trial -> {
                    List<Call> kept = new CopyOnWriteArrayList<>();
                    var _ = trial.at(step, way.apply(kept));
                    course.accept(trial);
                    trial.conclude();
                    kept.forEach(RepeatProofs::comesLate);
                    trial.assertStillClean();
                });
    }

    private static void comesLate(Call call) {
        try {
            Object _ = call.proceed();
        } catch (StepFailure refused) {
            // As it should be; that nothing has changed is seen on the slate.
        }
    }

    private static Stream<Case> leftOut(Staging staging) {
        Predicate<Step> finish = step -> step.name().startsWith("Finish");
        return Stream.concat(
                staging.course()
                        .all()
                        .filter(step -> isRemoval(staging, step))
                        .filter(step -> !staging.scenario().is(Trait.SILENT))
                        .map(RepeatProofs::removalLeftOut),
                staging.course().all().filter(finish).map(RepeatProofs::finishLeftOut));
    }

    /** What undoes something on a host, and what a contract calls so. */
    private static boolean isRemoval(Staging staging, Step step) {
        return step.onHost()
                && (staging.course().unwinding().contains(step)
                        || step.name().startsWith("Remove"));
    }

    private static Case removalLeftOut(Step step) {
        return new Case(
                step.name(),
                "",
                trial -> {
                    List<Call> leftOut = new CopyOnWriteArrayList<>();
                    var _ = trial.at(step, Ways.isLeftOut(leftOut::add));
                    boolean unwinding = trial.course().unwinding().contains(step);
                    if (unwinding) {
                        trial.losesItsAnswerInTheEnd();
                    }
                    String _ = trial.ask();
                    var _ = trial.ends(unwinding ? "ROLLED_BACK" : trial.scenario().end());
                    trial.assertComplains();
                    leftOut.forEach(Call::proceed);
                });
    }

    /** The run closes, and its row is open: another run takes it up. */
    private static Case finishLeftOut(Step step) {
        return new Case(
                step.name(),
                "",
                trial -> {
                    var _ = trial.at(step, Ways.isLeftOut(call -> {}), 1);
                    goesTo(trial, step);
                });
    }
}
