package io.durastack.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often each API server looks after things by itself.
 *
 * @param sweep how long an open operation is left alone between two looks at its run
 * @param missingBuild how long the workers of a build may be away before fresh runs of another
 *     build take over what they had
 * @param settlements how often hosts that are owed something are looked for
 * @param housekeeping how often partitions are made and dropped, and old keys deleted
 * @param eventDays how long events are kept at least; a whole month goes at once
 * @param auditDays how long audit lines are kept at least
 */
@ConfigurationProperties(prefix = "durastack.upkeep", ignoreUnknownFields = false)
record UpkeepSettings(
        @DefaultValue("15s") Duration sweep,
        @DefaultValue("3m") Duration missingBuild,
        @DefaultValue("5s") Duration settlements,
        @DefaultValue("1h") Duration housekeeping,
        @DefaultValue("7") int eventDays,
        @DefaultValue("365") int auditDays) {}
