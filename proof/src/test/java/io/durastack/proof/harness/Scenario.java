package io.durastack.proof.harness;

import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.proof.stack.StepProbe;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an operation is met: what there is before, how it is asked for, and what it looks like when
 * nothing goes wrong. An operation has one for each of its branches.
 *
 * @param kind of the operation
 * @param branch which of its branches; empty for the way that it mostly goes
 * @param end its state when nothing goes wrong
 * @param traits what can be done with it
 * @param stage makes what has to be there before
 * @param circumstances orders what belongs to the branch, a host that does not answer perhaps
 * @param ask asks for it, to be held where it fails if so told; answers the id of the operation
 * @param looks checks what it looks like afterwards
 * @param rival asks for something that cannot be while this operation has not ended
 * @param clear takes away what was made, and what was there before
 * @param unstage takes away what was there before, after a rollback
 */
record Scenario(
        String kind,
        String branch,
        String end,
        Set<Trait> traits,
        Consumer<SimulatedZone> stage,
        Consumer<StepProbe> circumstances,
        BiFunction<SimulatedZone, Boolean, String> ask,
        Consumer<SimulatedZone> looks,
        @Nullable Function<SimulatedZone, Answer> rival,
        Consumer<SimulatedZone> clear,
        Consumer<SimulatedZone> unstage) {

    /** What can be done with an operation. */
    enum Trait {
        /** It can be undone, and is when a step fails for good. */
        REVERSIBLE,
        /** Who asks may want it held instead. */
        HOLDABLE,
        /** Its steps on hosts may wait for a month, so they never fail for good. */
        ENDLESS,
        /** Something of it is there before it. */
        STAGED,
        /** Its host does not answer anyway, so nothing else can go wrong there. */
        SILENT,
        /** What a silent host keeps of it is nobody's debt: there is no way left to that host. */
        FORGOTTEN,
        /** It ends without a run of its own. */
        WITHOUT_RUN
    }

    String name() {
        return branch.isEmpty() ? kind : kind + ", " + branch;
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether a step on a host can fail for good. */
    boolean fails() {
        return !is(Trait.ENDLESS) && !is(Trait.SILENT);
    }

    /** Starts to describe one. */
    static Scenario of(String kind, BiFunction<SimulatedZone, Boolean, String> ask) {
        Consumer<SimulatedZone> nothing = zone -> {};
        return new Scenario(
                kind,
                "",
                "SUCCEEDED",
                Set.of(),
                nothing,
                probe -> {},
                ask,
                nothing,
                null,
                nothing,
                nothing);
    }

    Scenario branch(String name) {
        return new Scenario(
                kind, name, end, traits, stage, circumstances, ask, looks, rival, clear, unstage);
    }

    Scenario asking(BiFunction<SimulatedZone, Boolean, String> otherwise) {
        return new Scenario(
                kind,
                branch,
                end,
                traits,
                stage,
                circumstances,
                otherwise,
                looks,
                rival,
                clear,
                unstage);
    }

    Scenario that(Trait... can) {
        return new Scenario(
                kind,
                branch,
                end,
                Set.of(can),
                stage,
                circumstances,
                ask,
                looks,
                rival,
                clear,
                unstage);
    }

    Scenario ending(String state) {
        return new Scenario(
                kind,
                branch,
                state,
                traits,
                stage,
                circumstances,
                ask,
                looks,
                rival,
                clear,
                unstage);
    }

    Scenario on(Consumer<SimulatedZone> before, Consumer<SimulatedZone> away) {
        return new Scenario(
                kind, branch, end, traits, before, circumstances, ask, looks, rival, clear, away);
    }

    Scenario when(Consumer<StepProbe> ordered) {
        return new Scenario(
                kind, branch, end, traits, stage, ordered, ask, looks, rival, clear, unstage);
    }

    Scenario looking(Consumer<SimulatedZone> check) {
        return new Scenario(
                kind, branch, end, traits, stage, circumstances, ask, check, rival, clear, unstage);
    }

    Scenario cleared(Consumer<SimulatedZone> away) {
        return new Scenario(
                kind, branch, end, traits, stage, circumstances, ask, looks, rival, away, unstage);
    }

    Scenario against(Function<SimulatedZone, Answer> request) {
        return new Scenario(
                kind,
                branch,
                end,
                traits,
                stage,
                circumstances,
                ask,
                looks,
                request,
                clear,
                unstage);
    }
}
