package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.durastack.proof.harness.Course.Step;
import io.durastack.proof.harness.Scenario.Trait;
import io.durastack.proof.stack.CleanSlate;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.proof.stack.StartProbe;
import io.durastack.proof.stack.StartProbe.Seam;
import io.durastack.proof.stack.StepProbe;
import io.durastack.proof.stack.StepProbe.Order;
import io.durastack.proof.stack.StepProbe.Way;
import io.durastack.workflows.failure.FailureCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One operation, from the stage to the clean slate. A proof orders what goes wrong, asks, and sees
 * the operation to its end; {@link #conclude} then holds everything that is against what was.
 */
final class Trial {

    private final SimulatedZone zone;
    private final StepProbe probe;
    private final EngineHands engine;
    private final Scenario scenario;
    private final Course course;
    private final Journals journals;
    private final CleanSlate bare;
    private final CleanSlate staged;
    private final List<IntSupplier> struck = new ArrayList<>();
    private final List<String> others = new CopyOnWriteArrayList<>();
    private boolean worldToo;
    private boolean concluded;
    private int timesHeld;
    private @Nullable String operation;

    /** Sets the stage. */
    Trial(SimulatedZone zone, EngineHands engine, Scenario scenario, Course course) {
        this.zone = zone;
        this.probe = zone.dura().probe();
        this.engine = engine;
        this.scenario = scenario;
        this.course = course;
        this.journals = new Journals(zone);
        this.bare = zone.slate();
        zone.dura().starts().lift();
        scenario.stage().accept(zone);
        this.staged = scenario.is(Trait.STAGED) ? zone.slate() : bare;
        probe.clear();
    }

    Scenario scenario() {
        return scenario;
    }

    Course course() {
        return course;
    }

    SimulatedZone zone() {
        return zone;
    }

    EngineHands engine() {
        return engine;
    }

    /** Lets each try of a step go this way; that it struck is checked at the end. */
    Order at(Step step, Way way) {
        return at(step, way, Integer.MAX_VALUE);
    }

    /** The same for so many tries at most. */
    Order at(Step step, Way way, int most) {
        Order order = probe.order(met -> step.matches(scenario.kind(), met), way, most);
        struck.add(order::struck);
        return order;
    }

    /** Lets the start of this run of it go no further; while its server is gone its lease ends. */
    void isCutAt(Seam seam, int run) {
        StartProbe.Order order =
                zone.dura()
                        .starts()
                        .order(
                                it -> it.kind().equals(scenario.kind()) && it.run() == run,
                                seam,
                                it -> zone.leaseRunsOut(it.id()));
        struck.add(order::struck);
    }

    /** Lets the way forward fail for good at its last step on a host. */
    void failsInTheEnd() {
        Order _ = at(course.last(), Ways.fails(FailureCode.HOST_REFUSED));
    }

    /** The same, unless it ends like that by itself. */
    void failsInTheEndIfItWould() {
        if (course.reachesAHost()) {
            failsInTheEnd();
        }
    }

    /** Lets the way forward fail for good at its last step on a host, after its effect. */
    void losesItsAnswerInTheEnd() {
        Order _ = at(course.last(), Ways.losesItsAnswer(FailureCode.HOST_REFUSED));
    }

    /** Another run has to close before all is as it was to be. */
    void alsoAwaits(String run) {
        others.add(run);
    }

    /** Asks, so that this step will be on the way. */
    void goesTo(Step step) {
        boolean held = course.holding().contains(step);
        if (held || course.unwinding().contains(step)) {
            failsInTheEndIfItWould();
        }
        String _ = ask(held);
    }

    /** Sees it to the end that it has when this step was on the way, and all went well. */
    void endsAfter(Step step) {
        if (course.holding().contains(step)) {
            Answer _ = ends("HELD");
            repair();
            triesAgain();
        } else {
            Answer _ = ends(course.unwinding().contains(step) ? "ROLLED_BACK" : scenario.end());
        }
    }

    /** Orders something that the world itself does, at a step on a host. */
    void inTheWorld(Step step, String kind) {
        worldToo = true;
        zone.faults(
                "{'rules':[{'step':'"
                        + Character.toLowerCase(step.name().charAt(0))
                        + step.name().substring(1)
                        + "','kind':'"
                        + kind
                        + "','code':'HOST_REFUSED'}]}");
    }

    /** Asks for the operation. */
    String ask() {
        return ask(false);
    }

    /** Asks for it, to be held where it fails. */
    String askToHold() {
        return ask(true);
    }

    private String ask(boolean hold) {
        scenario.circumstances().accept(probe);
        String asked = scenario.ask().apply(zone, hold);
        operation = asked;
        return asked;
    }

    String operation() {
        return Objects.requireNonNull(operation, "nothing was asked for");
    }

    /** The id of its first run in the engine. */
    String run() {
        return run(operation());
    }

    /** The same of an operation whose id is known from a step. */
    String run(String id) {
        return zone.inventory()
                .sql(
                        "select resource_kind || '/' || resource_id || '/' || id from operation where id = ?::uuid")
                .param(id)
                .query(String.class)
                .single();
    }

    private boolean unwinds() {
        return zone.inventory()
                .sql("select direction = 'UNWIND' from operation where id = ?::uuid")
                .param(operation())
                .query(Boolean.class)
                .single();
    }

    /** Expects that it ends as it does when nothing goes wrong. */
    void endsAsUsual() {
        ends(scenario.end());
    }

    Answer ends(String state) {
        Answer ended = zone.ends(operation(), state);
        if (state.equals("HELD")) {
            timesHeld++;
        }
        return ended;
    }

    /** The code of what it was held or rolled back for. */
    String error() {
        return zone.dura().get("/v1/operations/" + operation()).text("/error/code");
    }

    /** Waits until it has ended or is held; answers which. */
    String settles() {
        String state =
                zone.dura()
                        .send(
                                "GET",
                                "/v1/operations/" + operation(),
                                null,
                                Map.of("Prefer", "wait=60"))
                        .text("/state");
        assertThat(state).isIn("SUCCEEDED", "ROLLED_BACK", "HELD");
        if (state.equals("HELD")) {
            timesHeld++;
        }
        return state;
    }

    /** Decides on what is held, and sees to it that it ends. */
    void decide(String decision, String end) {
        Answer decided = zone.decide(operation(), decision);
        assertThat(decided.status()).as(decided.json().toString()).isEqualTo(202);
        ends(end);
    }

    /** Sees to its end what may be held: there it is repaired, and tried again. */
    void endsAtLast() {
        if (settles().equals("HELD")) {
            repair();
            triesAgain();
        }
    }

    /** Tries again what is held; nothing is in its way any more. */
    void triesAgain() {
        decide("retry", unwinds() ? "ROLLED_BACK" : "SUCCEEDED");
    }

    /**
     * The same where it was held at this step: what was being undone is undone, whatever its row
     * says.
     */
    void triesAgainAt(Step step) {
        boolean undoing =
                course.unwinding().contains(step) && !step.name().equals(Course.BEGINS_TO_UNWIND);
        decide("retry", undoing ? "ROLLED_BACK" : "SUCCEEDED");
    }

    /** Expects that the slate is not as it was, where it was to be. */
    void assertComplains() {
        zone.forgetDeleted();
        assertThatThrownBy(() ->
                        zone.slate().assertSameAs(scenario.is(Trait.REVERSIBLE) ? staged : bare))
                .as("something was left out, and nobody noticed")
                .isInstanceOf(AssertionError.class);
    }

    /** Expects that nothing has changed since the clean slate at the end. */
    void assertStillClean() {
        zone.slate().assertSameAs(bare);
        assertThat(zone.differences()).isEmpty();
    }

    /** Nothing goes wrong any more. */
    void repair() {
        probe.lift();
        zone.dura().starts().lift();
        if (worldToo) {
            assertThat(zone.strikes()).as("what the world was ordered to do").isPositive();
            zone.faults("{}");
            worldToo = false;
        }
    }

    /** Everything is as it was to be: the end itself, its journal, and the slate. Looks once. */
    void conclude() {
        if (concluded) {
            return;
        }
        concluded = true;
        struck.forEach(it -> assertThat(it.getAsInt()).as("what was ordered").isPositive());
        repair();
        if (!scenario.is(Trait.WITHOUT_RUN)) {
            engine.awaitClosed(run());
        }
        others.forEach(engine::awaitClosed);
        String end = zone.dura().get("/v1/operations/" + operation()).text("/state");
        new Journal(zone, operation()).assertTold(end, timesHeld);
        new Reserved(zone).assertEnough();
        zone.awaitDebtsPaid();
        if (end.equals("SUCCEEDED")) {
            scenario.looks().accept(zone);
            scenario.clear().accept(zone);
        } else {
            assertThat(end).isEqualTo("ROLLED_BACK");
            zone.slate().assertSameAs(staged);
            scenario.unstage().accept(zone);
        }
        journals.assertOfThisCaseOnly();
        zone.forgetDeleted();
        zone.slate().assertSameAs(bare);
        assertThat(zone.differences()).isEmpty();
    }
}
