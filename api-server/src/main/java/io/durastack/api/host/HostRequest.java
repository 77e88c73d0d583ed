package io.durastack.api.host;

import io.durastack.api.rest.Checks;
import io.durastack.api.rest.HostPaths;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to add a host.
 *
 * @param address name or IP address that it is reached by; its name where it is simulated and none
 *     is given
 * @param ssh how it is entered, for a real host
 * @param storagePath absolute folder for volumes, which is there and can be reached by QEMU's user;
 *     {@code /srv/durastack} where it is not given
 * @param simulated its size, for a cluster of the pool simulator; to be left out for a real one
 * @param devices which of its devices leads to which physical network
 */
record HostRequest(
        @NotNull @Pattern(regexp = Checks.NAME, message = Checks.NAME_RULE) String name,
        @Size(max = 1000) @Nullable String description,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Boolean deleteProtection,
        @NotBlank String cluster,
        @Size(min = 1, max = 253) @Nullable String address,
        @Valid @Nullable SshRequest ssh,
        @Pattern(regexp = HostPaths.PATH, message = "must be an absolute path")
                @Nullable String storagePath,
        @Valid @Nullable SimulatedHost simulated,
        @Size(max = 32)
                @Nullable
                        Map<
                                String,
                                @Pattern(
                                        regexp = "[A-Za-z0-9._-]{1,15}",
                                        message =
                                                "must be the name of a network device: 1 to 15 of letters, digits, '.', '_' and '-'")
                                String>
                        devices) {

    /** The size of a simulated host. */
    record SimulatedHost(
            @NotNull @Min(1) @Max(4096) Integer cpus,
            @NotNull @Min(1073741824) Long memoryBytes,
            @NotNull @Min(1073741824) Long storageBytes) {}
}
