package io.durastack.standalone.stress;

import io.durastack.standalone.part.PartState;
import io.durastack.standalone.part.StateFile;
import java.io.PrintStream;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Kills parts of the installation with SIGKILL, once, when a third of the work is done. Their
 * supervisor starts them anew.
 */
final class Killer implements IntConsumer {

    static final List<String> TARGETS = List.of("worker", "api", "temporal", "postgres");

    private final StateFile state;
    private final @Nullable String target;
    private final int at;
    private final PrintStream out;
    private boolean done;

    Killer(StateFile state, @Nullable String target, int total, PrintStream out) {
        this.state = state;
        this.target = target;
        this.at = total / 3;
        this.out = out;
    }

    @Override
    public void accept(int ready) {
        if (target == null || done || ready < at) {
            return;
        }
        done = true;
        state.read().map(StateFile.Running::parts).orElse(List.of()).stream()
                .filter(part -> matches(part.name()))
                .forEach(this::kill);
    }

    private void kill(PartState part) {
        part.process()
                .ifPresent(process -> {
                    process.destroyForcibly();
                    out.println();
                    out.println("  killed " + part.name() + " (pid " + part.pid() + ")");
                });
    }

    private boolean matches(String part) {
        return switch (String.valueOf(target)) {
            case "worker" ->
                    part.equals("orchestrator")
                            || part.startsWith("simulator")
                            || part.equals("durastack");
            case "api" -> part.equals("api") || part.equals("durastack");
            default -> part.equals(target);
        };
    }
}
