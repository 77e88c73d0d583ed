package io.durastack.api.storage;

import io.durastack.api.rest.Versioned;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What people see of primary-storage. */
public record PrimaryStorageView(
        UUID id,
        String name,
        String description,
        Map<String, String> labels,
        long generation,
        boolean deleteProtection,
        Instant createdAt,
        Instant updatedAt,
        UUID clusterId,
        String cluster,
        String kind,
        String state,
        String path,
        long bytesTotal,
        long bytesUsed)
        implements Versioned {}
