package io.durastack.standalone.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The CPU that a process has used, as {@code /proc} has it.
 *
 * @param own milliseconds in user and kernel mode
 * @param ofEndedChildren that of its children which have ended
 */
record ProcessTimes(long own, long ofEndedChildren) {

    private static final long MILLIS_PER_TICK = 10;

    /** Empty when it is no more. */
    static Optional<ProcessTimes> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name before it may hold anything, so what follows its closing bracket is read.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Optional.of(
                    new ProcessTimes(
                            ticks(fields, 11) + ticks(fields, 12),
                            ticks(fields, 13) + ticks(fields, 14)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static long ticks(String[] fields, int index) {
        return Long.parseLong(fields[index]) * MILLIS_PER_TICK;
    }
}
