package io.durastack.workflows.host;

import org.jspecify.annotations.Nullable;

/**
 * What a host says about itself.
 *
 * @param cpus threads it can run at once
 * @param memoryBytes memory it has in all
 * @param storageBytes size of the file system below its storage path
 * @param hypervisor version of what runs its guests, for people
 * @param acceleration {@code kvm} where a probe guest proved it, else {@code tcg}
 */
public record HostFacts(
        int cpus,
        long memoryBytes,
        long storageBytes,
        String hypervisor,
        String acceleration,
        @Nullable String cpuModel) {}
