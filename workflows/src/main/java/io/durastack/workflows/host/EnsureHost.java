package io.durastack.workflows.host;

import io.durastack.workflows.operation.Fence;
import org.jspecify.annotations.Nullable;

/**
 * Asks that a machine be a host.
 *
 * @param simulated the size that a simulated host shall have; null for a real one, which has the
 *     size that it has
 */
public record EnsureHost(
        Fence fence, HostRef host, HostConnectionSpec connection, @Nullable SimulatedSize simulated)
        implements HostStepRequest {

    /** The size of a simulated host. */
    public record SimulatedSize(int cpus, long memoryBytes, long storageBytes) {}
}
