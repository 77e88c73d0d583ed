package io.durastack.simulator;

import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.Odds;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What chance says about one meeting: always the same for the same seed, step, name and number. */
final class Chance {

    private Chance() {}

    /**
     * What strikes; null for nothing. What struck an earlier meeting may last until this one; of
     * several the latest does.
     */
    static @Nullable Fault of(FaultPlan plan, String step, String name, long meeting) {
        List<Odds> odds =
                plan.chances().stream()
                        .filter(it -> it.step() == null || it.step().equals(step))
                        .toList();
        int longest = odds.stream().mapToInt(Odds::meetings).max().orElse(0);
        for (long began = meeting; began > Math.max(0, meeting - longest); began--) {
            Odds struck = drawn(plan, odds, step + '/' + name + '/' + began);
            if (struck != null && began + struck.meetings() > meeting) {
                return new Fault(
                        step, null, null, struck.kind(), struck.code(), null, struck.millis());
            }
        }
        return null;
    }

    private static @Nullable Odds drawn(FaultPlan plan, List<Odds> odds, String meeting) {
        SplittableRandom dice = new SplittableRandom(plan.seed() * 31 + meeting.hashCode());
        if (odds.isEmpty() || dice.nextDouble() * 100 >= plan.percent()) {
            return null;
        }
        int drawn = dice.nextInt(odds.stream().mapToInt(Odds::weight).sum());
        for (Odds one : odds) {
            drawn -= one.weight();
            if (drawn < 0) {
                return one;
            }
        }
        throw new IllegalStateException("weights that do not add up");
    }
}
