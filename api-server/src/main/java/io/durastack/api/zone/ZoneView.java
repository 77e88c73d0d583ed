package io.durastack.api.zone;

import io.durastack.api.rest.Versioned;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What people see of zone. */
public record ZoneView(
        UUID id,
        String name,
        String description,
        Map<String, String> labels,
        long generation,
        boolean deleteProtection,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
