package io.durastack.proof.harness;

import io.durastack.proof.harness.Proof.Staging;
import io.durastack.proof.harness.Selection.Chosen;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.testing.engine.TestingEngine;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Puts the product to the proof, for who wants to know whether it holds at all. */
public final class Prover implements AutoCloseable {

    private final List<Bench> benches = TestingEngine.LANES.stream().map(Bench::new).toList();
    private final BlockingQueue<Bench> free = new LinkedBlockingQueue<>(benches);
    private final List<Staging> stagings = explored();

    private List<Staging> explored() {
        return Scenarios.ALL.parallelStream()
                .map(it -> new Staging(it, onABench(bench -> bench.course(it))))
                .toList();
    }

    /** All scenarios with their courses. */
    List<Staging> stagings() {
        return stagings;
    }

    /** Runs one case on the next bench that is free. */
    void prove(Chosen it) {
        boolean _ =
                onABench(bench -> {
                    bench.prove(it.staging().scenario(), it.staging().course(), it.body());
                    return true;
                });
    }

    private <T> T onABench(Function<Bench, T> work) {
        try {
            Bench bench = free.take();
            try {
                return work.apply(bench);
            } finally {
                free.put(bench);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Throws away what a failure has left; the product has to be sound now. */
    public void ready() {
        benches.forEach(bench -> {
            SimulatedZone _ = bench.ready();
        });
    }

    /**
     * Runs cases until one fails.
     *
     * @param scenario the beginning of the names of those that are run
     * @param first the proofs that are run first, by name
     * @return the case that has failed; empty when all hold
     */
    public Optional<String> firstThatFails(String scenario, List<String> first) {
        return new Selection(scenario, "", Set.of())
                .of(stagings, ProofsTest.PROOFS).stream()
                        .sorted(Comparator.comparing(it -> !first.contains(it.proof().name())))
                        .filter(this::fails)
                        .map(Chosen::name)
                        .findFirst();
    }

    private boolean fails(Chosen it) {
        try {
            prove(it);
            return false;
        } catch (RuntimeException | AssertionError failure) {
            return true;
        }
    }

    @Override
    public void close() {
        benches.forEach(Bench::close);
    }
}
