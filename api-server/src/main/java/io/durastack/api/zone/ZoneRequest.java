package io.durastack.api.zone;

import io.durastack.api.rest.Checks;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it takes to define zone. */
record ZoneRequest(
        @NotNull @Pattern(regexp = Checks.NAME, message = Checks.NAME_RULE) String name,
        @Size(max = 1000) @Nullable String description,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Boolean deleteProtection) {}
