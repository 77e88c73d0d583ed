package io.durastack.api.storage;

import io.durastack.api.rest.Checks;
import io.durastack.api.rest.HostPaths;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to make a primary storage.
 *
 * @param path absolute folder, there on each host of the cluster: its storage path or one below
 */
record PrimaryStorageRequest(
        @NotNull @Pattern(regexp = Checks.NAME, message = Checks.NAME_RULE) String name,
        @Size(max = 1000) @Nullable String description,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Boolean deleteProtection,
        @NotBlank String cluster,
        @NotNull @Pattern(regexp = "LOCAL", message = "must be LOCAL, a folder on each host")
                String kind,
        @NotNull @Pattern(regexp = HostPaths.PATH, message = "must be an absolute path")
                String path) {}
