package io.durastack.standalone.stress;

import io.durastack.standalone.part.PartState;
import io.durastack.standalone.part.StateFile;
import io.durastack.standalone.part.Victims;
import java.io.PrintStream;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Kills parts of the installation with SIGKILL, once, when a third of the work is done. Their
 * supervisor starts them anew.
 */
final class Killer implements IntConsumer {

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
        Victims.of(state, target).forEach(this::kill);
    }

    private void kill(PartState part) {
        Victims.kill(part);
        out.println();
        out.println("  killed " + part.name() + " (pid " + part.pid() + ")");
    }
}
