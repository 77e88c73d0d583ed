package io.durastack.kvm.network;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.script.Scripts;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The bridges of one host. */
public final class Bridges {

    private final Scripts scripts;
    private final ReentrantLock applying = new ReentrantLock();

    /** An answer of the host, and which one it was. */
    private record Answer(long number, BridgesApplied applied) {}

    /** What the host said last. Only whoever waited for it takes it without asking. */
    private volatile Answer last = new Answer(0, new BridgesApplied("", 0, "-", List.of()));

    public Bridges(Scripts scripts) {
        this.scripts = scripts;
    }

    /** What is applied, asked of the host. */
    public BridgesApplied applied(Deadline deadline) {
        return remember(scripts.run("network", deadline, "show"));
    }

    /** The names of the bridges of ours that are there. */
    public List<String> list(Deadline deadline) {
        return scripts.run("network", deadline, "list").lines().toList();
    }

    /**
     * Afterwards this generation or a later one is applied, but for what the host has refused. Of
     * many calls at once, one asks the host and applies, and the others find it done.
     *
     * @param source read only where something has to be applied
     */
    public BridgesApplied ensure(
            long generation, Supplier<BridgeConfig> source, Deadline deadline) {
        long before = last.number();
        await(deadline);
        try {
            Answer heard = last;
            if (heard.number() != before && heard.applied().generation() >= generation) {
                return heard.applied();
            }
            BridgesApplied now = applied(deadline);
            return now.generation() >= generation ? now : apply(source.get(), source, deadline);
        } finally {
            applying.unlock();
        }
    }

    private void await(Deadline deadline) {
        try {
            if (applying.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new HostException(
                HostFailureKind.TIMEOUT, "APPLY_TIMEOUT", "the bridges are still being applied");
    }

    private BridgesApplied apply(
            BridgeConfig config, Supplier<BridgeConfig> source, Deadline deadline) {
        try {
            return remember(
                    scripts.runReading(
                            config.text(), "network", deadline, "apply", config.generation()));
        } catch (HostException failure) {
            // A later generation was faster. What it left, and whether it serves, the host knows.
            if (failure.kind() == HostFailureKind.STALE) {
                BridgesApplied now = applied(deadline);
                if (now.generation() >= config.generation()) {
                    return now;
                }
                // It was refused something, and so does not count as applied: once more, with that.
                BridgeConfig later = source.get();
                if (later.generation() > config.generation()) {
                    return apply(later, source, deadline);
                }
            }
            throw failure;
        }
    }

    private BridgesApplied remember(String answer) {
        List<String> lines = answer.strip().lines().toList();
        String[] words = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ", -1);
        if (words.length != 3) {
            throw new HostException(
                    HostFailureKind.BUG, "SCRIPT_ANSWER", "not an answer: " + answer);
        }
        BridgesApplied applied =
                new BridgesApplied(
                        words[0],
                        Long.parseLong(words[1]),
                        words[2],
                        lines.stream().skip(1).map(Bridges::refused).toList());
        answered(applied);
        return applied;
    }

    private synchronized void answered(BridgesApplied applied) {
        last = new Answer(last.number() + 1, applied);
    }

    private static BridgesApplied.Refused refused(String line) {
        String[] words = line.strip().split(" ", 4);
        if (words.length < 3 || !words[0].equals("refused")) {
            throw new HostException(HostFailureKind.BUG, "SCRIPT_ANSWER", "not an answer: " + line);
        }
        return new BridgesApplied.Refused(words[1], words[2], words.length > 3 ? words[3] : "");
    }
}
