package io.durastack.standalone.stress;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Says where a long run stands: on a terminal in one line that is written over, else with a line
 * now and then.
 */
public final class ProgressLine {

    private static final boolean ON_TERMINAL =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private static final double SECONDS_BETWEEN_LINES = 5;

    private final PrintStream out;
    private final long start = System.nanoTime();
    private double nextLine;

    public ProgressLine(PrintStream out) {
        this.out = out;
    }

    /** Since it was made. */
    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Says it, if it is time to. */
    public void say(String text) {
        double seconds = seconds();
        if (!ON_TERMINAL && seconds < nextLine) {
            return;
        }
        nextLine = seconds + SECONDS_BETWEEN_LINES;
        out.printf(ON_TERMINAL ? "\r  %s   " : "  %s%n", text);
        out.flush();
    }

    /** There is no more to say in this line. */
    public void end() {
        out.println();
    }
}
