package io.durastack.api.image;

import io.durastack.api.rest.Versioned;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people see of an image.
 *
 * @param state CREATING while it is fetched and verified, then READY
 * @param format as its bytes say; known once it is READY
 */
public record ImageView(
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
        String source,
        String sha256,
        @Nullable String format,
        @Nullable Long virtualBytes,
        @Nullable Long fileBytes)
        implements Versioned {}
