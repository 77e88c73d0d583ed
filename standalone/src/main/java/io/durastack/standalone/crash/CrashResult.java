package io.durastack.standalone.crash;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param killed what was killed, and when
 * @param ends how many operations ended in which state
 * @param mostRepeated how often the request was sent again that was sent again most often
 * @param repeated how many requests were
 * @param differences between what is and what should be
 */
public record CrashResult(
        CrashPlan plan,
        List<String> killed,
        Map<String, Long> ends,
        int mostRepeated,
        int repeated,
        double seconds,
        List<String> differences) {

    public CrashResult {
        killed = List.copyOf(killed);
        ends = Map.copyOf(ends);
        differences = List.copyOf(differences);
    }

    /** In one line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s run %d  seed %d  %s %s  %d succeeded, %d rolled back, %d held  %d requests repeated, at most %d times  %.0f s",
                differences.isEmpty() ? "✓" : "✗",
                plan.number(),
                plan.seed(),
                plan.gently() ? "stopped" : "killed",
                killed.isEmpty() ? "nothing" : String.join(", ", killed),
                ends.getOrDefault("SUCCEEDED", 0L),
                ends.getOrDefault("ROLLED_BACK", 0L),
                ends.getOrDefault("HELD", 0L),
                repeated,
                mostRepeated,
                seconds);
    }

    /** The command that does the same again. */
    public String again() {
        return "./dura crash --runs 1 --operations "
                + plan.operations()
                + " --seed "
                + plan.seed()
                + " --victims "
                + String.join("+", plan.victims())
                + (plan.one() ? " --one" : "")
                + (plan.gently() ? " --stop" : "");
    }
}
