package io.durastack.workflows.world;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.zone.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a world.
 *
 * @param pool of the hosts, {@code simulator}
 * @param host whose domains and volumes are wanted; null for the hosts alone, as all that a large
 *     zone holds would not fit into one answer of the engine
 */
public record WorldQuery(ZoneId zone, String pool, @Nullable HostId host) {}
