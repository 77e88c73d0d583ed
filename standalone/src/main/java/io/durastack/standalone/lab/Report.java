package io.durastack.standalone.lab;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Runs checks and prints a line for each. A check that fails does not keep the next from running.
 */
public final class Report {

    /** What a check found. */
    @FunctionalInterface
    public interface Check {

        /**
         * Looks.
         *
         * @return a word on what was seen
         * @throws RuntimeException saying why it is not as it should be
         */
        String look();
    }

    private final PrintStream out;
    private int passed;
    private int failed;

    public Report(PrintStream out) {
        this.out = out;
    }

    /** Runs one check; answers whether it passed. */
    public boolean check(String name, Check check) {
        long start = System.nanoTime();
        try {
            String seen = check.look();
            passed++;
            out.printf(
                    Locale.ROOT,
                    " ✓ %-46s %6.1fs  %s%n",
                    name,
                    (System.nanoTime() - start) / 1e9,
                    seen);
            return true;
        } catch (RuntimeException wrong) {
            failed++;
            out.printf(
                    Locale.ROOT,
                    " ✗ %-46s %6.1fs  %s%n",
                    name,
                    (System.nanoTime() - start) / 1e9,
                    wrong.getMessage() == null ? wrong.toString() : wrong.getMessage());
            return false;
        }
    }

    /** The last line; answers whether all passed. */
    public boolean end() {
        out.println(passed + " passed, " + failed + " failed");
        return failed == 0;
    }
}
