package io.durastack.api.network;

import io.durastack.api.rest.Checks;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it takes to define l2-network. */
record L2NetworkRequest(
        @NotNull @Pattern(regexp = Checks.NAME, message = Checks.NAME_RULE) String name,
        @Size(max = 1000) @Nullable String description,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Boolean deleteProtection,
        @NotBlank String zone,
        @Size(max = 63) @Nullable String physicalNetwork,
        @Min(1) @Max(4094) @Nullable Integer vlan,
        @Pattern(
                        regexp = "[a-z0-9][a-z0-9-]{0,14}",
                        message = "must be the name of a bridge: 1 to 15 of a-z, 0-9 and -")
                @Nullable String bridge) {}
