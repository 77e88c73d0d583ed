package io.durastack.api.network;

import io.durastack.api.rest.Versioned;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people see of an L2 network.
 *
 * @param state CREATING while the bridges are made on hosts, then READY; DELETING
 */
public record L2NetworkView(
        UUID id,
        String name,
        String description,
        Map<String, String> labels,
        long generation,
        boolean deleteProtection,
        Instant createdAt,
        Instant updatedAt,
        UUID zoneId,
        String zone,
        String state,
        @Nullable String physicalNetwork,
        @Nullable Integer vlan,
        String bridge)
        implements Versioned {}
