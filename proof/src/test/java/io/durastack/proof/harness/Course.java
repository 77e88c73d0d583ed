package io.durastack.proof.harness;

import io.durastack.proof.stack.StepProbe.Met;
import java.util.List;
import java.util.stream.Stream;

/**
 * The steps of a scenario as they were seen, each once, in their order.
 *
 * @param forward until the end, or until unwinding begins
 * @param unwinding from there on
 * @param holding what comes when it fails and is held
 */
record Course(List<Step> forward, List<Step> unwinding, List<Step> holding) {

    static final Course UNKNOWN = new Course(List.of(), List.of(), List.of());

    /** The transaction with which every rollback begins. */
    static final String BEGINS_TO_UNWIND = "BeginUnwinding";

    /** One step, and where it is done. */
    record Step(String name, boolean inInventory) {

        boolean onHost() {
            return !inInventory;
        }

        boolean matches(String kind, Met met) {
            return met.kind().equals(kind) && met.step().equals(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Course of(List<Met> seen) {
        List<Step> steps =
                seen.stream()
                        .map(met -> new Step(met.step(), met.inInventory()))
                        .distinct()
                        .toList();
        int turn = steps.stream().map(Step::name).toList().indexOf(BEGINS_TO_UNWIND);
        return turn < 0
                ? new Course(steps, List.of(), List.of())
                : new Course(steps.subList(0, turn), steps.subList(turn, steps.size()), List.of());
    }

    Stream<Step> all() {
        return Stream.of(forward, unwinding, holding).flatMap(List::stream);
    }

    /** The last step on a host on the way forward: when it fails, all before it is undone. */
    Step last() {
        return forward.stream()
                .filter(Step::onHost)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    boolean reachesAHost() {
        return forward.stream().anyMatch(Step::onHost);
    }
}
