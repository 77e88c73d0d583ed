package io.durastack.workflows.world;

import io.durastack.workflows.zone.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated world shall behave from now on.
 *
 * @param faults null to leave them as they are
 * @param latency null to leave it as it is
 */
public record WorldShape(
        ZoneId zone, String pool, @Nullable FaultPlan faults, @Nullable Latency latency) {}
