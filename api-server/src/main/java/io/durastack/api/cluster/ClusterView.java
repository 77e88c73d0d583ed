package io.durastack.api.cluster;

import io.durastack.api.rest.Versioned;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What people see of cluster. */
public record ClusterView(
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
        String pool,
        double cpuOvercommit)
        implements Versioned {}
