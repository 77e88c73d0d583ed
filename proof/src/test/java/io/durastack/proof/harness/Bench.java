package io.durastack.proof.harness;

import io.durastack.proof.harness.Course.Step;
import io.durastack.proof.harness.Proof.Case;
import io.durastack.proof.harness.Scenario.Trait;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.proof.stack.StepProbe.Met;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where operations are put to the proof: one zone of three hosts, with a neighbour on each that
 * must not change. A case that failed leaves what it left, so the next one gets a zone of its own.
 */
final class Bench implements AutoCloseable {

    private static final int HOSTS = 3;

    private final String namespace;
    private final EngineHands engine;
    private @Nullable SimulatedZone zone;
    private boolean spoilt;

    /** One of several at the same time, each in a namespace of the engine. */
    Bench(String namespace) {
        this.namespace = namespace;
        this.engine = new EngineHands(namespace);
    }

    /**
     * The steps of a scenario, as they are when nothing goes wrong, and when its last step does.
     */
    Course course(Scenario scenario) {
        Course straight =
                seen(
                        scenario,
                        Course.UNKNOWN,
                        trial -> {
                            String _ = trial.ask();
                            trial.endsAsUsual();
                        });
        return new Course(
                straight.forward(),
                straight.unwinding().isEmpty()
                        ? unwinding(scenario, straight)
                        : straight.unwinding(),
                holding(scenario, straight));
    }

    private List<Step> unwinding(Scenario scenario, Course straight) {
        if (!scenario.is(Trait.REVERSIBLE) || !straight.reachesAHost()) {
            return List.of();
        }
        return seen(
                        scenario,
                        straight,
                        trial -> {
                            trial.failsInTheEnd();
                            String _ = trial.ask();
                            var _ = trial.ends("ROLLED_BACK");
                        })
                .unwinding();
    }

    private List<Step> holding(Scenario scenario, Course straight) {
        boolean held = !scenario.is(Trait.REVERSIBLE) || scenario.is(Trait.HOLDABLE);
        if (!held || !scenario.fails() || !straight.reachesAHost()) {
            return List.of();
        }
        return seen(
                        scenario,
                        straight,
                        trial -> {
                            trial.failsInTheEnd();
                            String _ = trial.askToHold();
                            var _ = trial.ends("HELD");
                            trial.repair();
                            trial.triesAgain();
                        })
                .forward()
                .stream()
                .filter(step -> !straight.forward().contains(step))
                .toList();
    }

    private Course seen(Scenario scenario, Course course, Consumer<Trial> body) {
        List<Met> seen = new ArrayList<>();
        run(
                scenario,
                course,
                trial -> {
                    body.accept(trial);
                    trial.zone().dura().probe().seen().stream()
                            .filter(met -> met.kind().equals(scenario.kind()))
                            .forEach(seen::add);
                });
        return Course.of(seen);
    }

    /** Runs one case, to the clean slate. */
    void prove(Scenario scenario, Course course, Case proof) {
        run(scenario, course, proof.body());
    }

    private void run(Scenario scenario, Course course, Consumer<Trial> body) {
        SimulatedZone ready = ready();
        spoilt = true;
        Trial trial = new Trial(ready, engine, scenario, course);
        body.accept(trial);
        trial.conclude();
        spoilt = false;
    }

    /** The zone; what a case that failed has left is thrown away. */
    SimulatedZone ready() {
        SimulatedZone current = zone;
        if (spoilt && current != null) {
            current.close();
            current = null;
        }
        if (current == null) {
            current = new SimulatedZone(HOSTS, Map.of("durastack.engine.namespace", namespace));
            current.neighbourOnEachHost();
            zone = current;
            spoilt = false;
        }
        return current;
    }

    @Override
    public void close() {
        if (zone != null) {
            zone.close();
        }
        engine.close();
    }
}
