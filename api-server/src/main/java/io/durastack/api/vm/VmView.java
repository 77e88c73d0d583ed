package io.durastack.api.vm;

import io.durastack.api.rest.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people see of a VM.
 *
 * @param state ours: what was asked for and where it stands
 * @param power what was wanted, and what was seen last
 */
public record VmView(
        UUID id,
        String name,
        String hostname,
        String description,
        Map<String, String> labels,
        long generation,
        boolean deleteProtection,
        Instant createdAt,
        Instant updatedAt,
        String project,
        String zone,
        String state,
        Power power,
        @Nullable String host,
        String image,
        String offering,
        int cpus,
        long memoryBytes,
        List<String> sshKeys,
        List<Volume> volumes,
        List<Nic> nics)
        implements Versioned {

    /** What was wanted, and what was seen last; UNKNOWN until somebody looked. */
    public record Power(
            String desired,
            String observed,
            @Nullable Instant observedAt,
            @Nullable String reason) {}

    /** A volume of the VM. */
    public record Volume(UUID id, String kind, long bytes, String state, String device) {}

    /** A NIC of the VM. */
    public record Nic(UUID id, String network, String mac, List<String> addresses) {}
}
