package io.durastack.api.host;

import io.durastack.api.rest.Versioned;
import io.durastack.workflows.host.HostFacts;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people see of a host. */
public record HostView(
        UUID id,
        String name,
        String description,
        Map<String, String> labels,
        long generation,
        boolean deleteProtection,
        Instant createdAt,
        Instant updatedAt,
        String zone,
        String cluster,
        String pool,
        String state,
        boolean enabled,
        Observed observed,
        String address,
        @Nullable Ssh ssh,
        String storagePath,
        @Nullable HostFacts facts,
        @Nullable Capacity capacity,
        long vms,
        @Nullable Lost lost)
        implements Versioned {

    /** How a real host is entered; the private key is not shown. */
    public record Ssh(int port, String user, @Nullable String hostKey) {}

    /** What was seen of it last: UP, SILENT, or UNKNOWN until somebody looked. */
    public record Observed(String state, @Nullable Instant at, @Nullable String reason) {}

    /** That the machine is off for good, who said so, and why. */
    public record Lost(Instant at, String by, String reason) {}

    /** What it can give, and what of it is granted. CPUs with overcommit. */
    public record Capacity(
            long cpusTotal, long cpusUsed, long memoryBytesTotal, long memoryBytesUsed) {}
}
