package io.durastack.api.offering;

import io.durastack.api.rest.Checks;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it takes to define instance-offering. */
record InstanceOfferingRequest(
        @NotNull @Pattern(regexp = Checks.NAME, message = Checks.NAME_RULE) String name,
        @Size(max = 1000) @Nullable String description,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Boolean deleteProtection,
        @NotNull @Min(1) @Max(1024) Integer cpus,
        @NotNull @Min(16777216) Long memoryBytes,
        @NotNull @Min(1048576) Long rootBytes) {}
