package io.durastack.workflows.world;

import java.util.List;

/**
 * The plan as it stands, and what has struck since it was set: the last thousand of it, oldest
 * first.
 */
public record FaultReport(FaultPlan plan, List<Strike> strikes) {

    public FaultReport {
        strikes = List.copyOf(strikes);
    }
}
