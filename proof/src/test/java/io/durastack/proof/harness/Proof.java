package io.durastack.proof.harness;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One way to put operations to the proof.
 *
 * @param name a column of the table
 * @param says what is done, and what has to hold
 * @param cases what it comes to for a scenario, given its course
 */
record Proof(String name, String says, Function<Staging, Stream<Case>> cases) {

    /** What the cases are made from. */
    record Staging(Scenario scenario, Course course) {}

    /**
     * One case.
     *
     * @param step whose turn it is to go wrong
     * @param variant of the proof; empty where there is one
     * @param body sees the operation to its end; what must hold afterwards holds for every case
     */
    record Case(String step, String variant, Consumer<Trial> body) {

        String name() {
            return variant.isEmpty() ? step : step + ", " + variant;
        }
    }
}
