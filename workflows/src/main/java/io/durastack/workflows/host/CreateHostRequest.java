package io.durastack.workflows.host;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for: which machine shall be a host, and, in a simulated world, how large it is.
 */
public record CreateHostRequest(
        HostRef host,
        HostConnectionSpec connection,
        EnsureHost.@Nullable SimulatedSize simulated) {}
