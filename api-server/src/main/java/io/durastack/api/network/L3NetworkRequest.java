package io.durastack.api.network;

import io.durastack.api.rest.Checks;
import io.durastack.inventory.network.AddressRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to define an L3 network.
 *
 * @param ipRanges whose addresses VMs get; the whole network but its gateway where none is given
 */
record L3NetworkRequest(
        @NotNull @Pattern(regexp = Checks.NAME, message = Checks.NAME_RULE) String name,
        @Size(max = 1000) @Nullable String description,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Boolean deleteProtection,
        @NotBlank String l2Network,
        @NotBlank String cidr,
        @Nullable String gateway,
        @Size(max = 8) @Nullable List<String> dns,
        @Min(576) @Max(9216) @Nullable Integer mtu,
        @Size(max = 16) @Nullable List<AddressRange> ipRanges) {}
