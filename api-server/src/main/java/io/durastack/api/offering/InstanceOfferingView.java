package io.durastack.api.offering;

import io.durastack.api.rest.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people see of instance-offering. */
public record InstanceOfferingView(
        UUID id,
        String name,
        String description,
        Map<String, String> labels,
        long generation,
        boolean deleteProtection,
        Instant createdAt,
        Instant updatedAt,
        int cpus,
        long memoryBytes,
        long rootBytes,
        List<String> tags)
        implements Versioned {}
