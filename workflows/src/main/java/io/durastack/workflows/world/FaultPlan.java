package io.durastack.workflows.world;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.durastack.workflows.failure.FailureCode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that shall go wrong.
 *
 * @param rules looked at in their order; the first that matches strikes
 * @param percent of the steps that no rule matches are struck by chance, 0 to 100
 * @param seed with the name of what the operation is about, the step and the number of times that
 *     the world met that step for it, it decides which: the same seed strikes the same steps again,
 *     in whatever order they come
 * @param gone names or ids of hosts that do not answer at all
 * @param odds of what happens where chance strikes; where none are said, a step fails before its
 *     effect or loses its answer
 */
public record FaultPlan(
        List<Fault> rules,
        double percent,
        long seed,
        List<String> gone,
        @Nullable List<Odds> odds) {

    private static final List<Odds> USUAL =
            List.of(
                    new Odds(1, null, Fault.Kind.FAIL_BEFORE, FailureCode.HOST_UNREACHABLE, 0, 1),
                    new Odds(1, null, Fault.Kind.LOSE_ANSWER, FailureCode.HOST_UNREACHABLE, 0, 1));

    public static final FaultPlan NONE = new FaultPlan(List.of(), 0, 0, List.of());

    public FaultPlan {
        rules = List.copyOf(rules);
        gone = List.copyOf(gone);
        // A plan that was stored before there were odds says none.
        odds = List.copyOf(Objects.requireNonNullElse(odds, List.<Odds>of()));
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be from 0 to 100, not " + percent);
        }
    }

    /** One with the usual odds. */
    public FaultPlan(List<Fault> rules, double percent, long seed, List<String> gone) {
        this(rules, percent, seed, gone, List.of());
    }

    /** Only these rules. */
    public static FaultPlan of(Fault... rules) {
        return new FaultPlan(List.of(rules), 0, 0, List.of());
    }

    /** The same, but for the hosts that do not answer. */
    public FaultPlan withGone(List<String> hosts) {
        return new FaultPlan(rules, percent, seed, hosts, odds);
    }

    /** What may happen where chance strikes. */
    @JsonIgnore
    public List<Odds> chances() {
        return odds == null || odds.isEmpty() ? USUAL : odds;
    }

    /** Whether nothing can go wrong. */
    @JsonIgnore
    public boolean isEmpty() {
        return rules.isEmpty() && percent == 0 && gone.isEmpty();
    }
}
