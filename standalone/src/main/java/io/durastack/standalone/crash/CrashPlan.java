package io.durastack.standalone.crash;

import io.durastack.standalone.part.Victims;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run does.
 *
 * @param number of the run, from 1
 * @param operations in flight
 * @param seed of everything that is left to chance
 * @param victims kinds of processes that are killed, all at once
 * @param one whether only one process of each kind is, where there are several
 * @param gently whether they are told to stop; then they have to lose nothing at all
 */
public record CrashPlan(
        int number, int operations, long seed, List<String> victims, boolean one, boolean gently) {

    public CrashPlan {
        victims = List.copyOf(victims);
    }

    /** Each kind alone, and then each two together. */
    public static List<List<String>> rounds() {
        List<List<String>> rounds = new ArrayList<>();
        Victims.KINDS.forEach(kind -> rounds.add(List.of(kind)));
        for (int first = 0; first < Victims.KINDS.size(); first++) {
            for (int second = first + 1; second < Victims.KINDS.size(); second++) {
                rounds.add(List.of(Victims.KINDS.get(first), Victims.KINDS.get(second)));
            }
        }
        return rounds;
    }
}
