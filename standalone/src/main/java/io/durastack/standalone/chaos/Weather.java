package io.durastack.standalone.chaos;

import io.durastack.standalone.audit.World;
import io.durastack.standalone.part.PartState;
import io.durastack.standalone.part.StateFile;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.Latency;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What befalls hosts and workers, whatever clients ask for. */
final class Weather {

    private static final int TRIES = 20;

    private final World world;
    private final FaultPlan plan;
    private final Names names;
    private final StateFile state;
    private final PrintStream out;
    private final Set<String> gone = new TreeSet<>();
    private final Set<String> lost = new TreeSet<>();
    private final List<String> killed = new ArrayList<>();

    Weather(World world, FaultPlan plan, Names names, StateFile state, PrintStream out) {
        this.world = world;
        this.plan = plan;
        this.names = names;
        this.state = state;
        this.out = out;
    }

    /** Faults strike from now on, and what struck before is forgotten. */
    void begin() {
        told(FaultPlan.NONE);
        told(plan);
    }

    /** Nothing goes wrong any more, and every host answers that was not given up. */
    void end() {
        told(FaultPlan.NONE);
    }

    synchronized void perform(Action action) {
        String host = names.full(action.target());
        switch (action.act()) {
            case CUT -> gone.add(host);
            case RETURN -> gone.remove(host);
            case LOSE, DECLARE_LOST -> lost.add(host);
            case KILL -> {
                kill(action.target());
                return;
            }
            default -> throw new IllegalArgumentException(action.text());
        }
        Set<String> silent = new TreeSet<>(gone);
        silent.addAll(lost);
        told(plan.withGone(List.copyOf(silent)));
    }

    synchronized List<String> killed() {
        return List.copyOf(killed);
    }

    private void kill(String target) {
        List<PartState> workers =
                state.read().map(StateFile.Running::parts).orElse(List.of()).stream()
                        .filter(it -> isWorker(it.name()) && it.state().equals("UP"))
                        .filter(it -> it.process().isPresent())
                        .toList();
        if (workers.isEmpty()) {
            return;
        }
        int number = Integer.parseInt(target.substring(target.indexOf('-') + 1));
        PartState worker = workers.get(number % workers.size());
        worker.process().ifPresent(ProcessHandle::destroyForcibly);
        killed.add(worker.name());
        out.println();
        out.println("  killed " + worker.name() + " (pid " + worker.pid() + ")");
    }

    static boolean isWorker(String part) {
        return part.equals("orchestrator")
                || part.startsWith("simulator")
                || part.equals("durastack");
    }

    /** The world is reached through a worker, which may have been killed: it is told again. */
    private void told(FaultPlan faults) {
        for (int tries = 1; ; tries++) {
            try {
                world.shape(faults, Latency.NONE);
                return;
            } catch (RuntimeException away) {
                if (tries == TRIES) {
                    throw away;
                }
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }
}
