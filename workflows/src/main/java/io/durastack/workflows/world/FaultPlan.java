package io.durastack.workflows.world;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * All that shall go wrong.
 *
 * @param rules looked at in their order; the first that matches strikes
 * @param percent of the steps that no rule matches are struck by chance, 0 to 100
 * @param seed with the resource, the step and the number of times that the world met that step for
 *     it, it decides which: the same seed strikes the same steps again, in whatever order they come
 * @param gone names or ids of hosts that do not answer at all
 */
public record FaultPlan(List<Fault> rules, double percent, long seed, List<String> gone) {

    public static final FaultPlan NONE = new FaultPlan(List.of(), 0, 0, List.of());

    public FaultPlan {
        rules = List.copyOf(rules);
        gone = List.copyOf(gone);
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be from 0 to 100, not " + percent);
        }
    }

    /** Only these rules. */
    public static FaultPlan of(Fault... rules) {
        return new FaultPlan(List.of(rules), 0, 0, List.of());
    }

    /** Whether nothing can go wrong. */
    @JsonIgnore
    public boolean isEmpty() {
        return rules.isEmpty() && percent == 0 && gone.isEmpty();
    }
}
