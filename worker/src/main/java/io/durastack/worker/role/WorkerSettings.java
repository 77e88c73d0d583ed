package io.durastack.worker.role;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a worker does, and how much of it at once.
 *
 * @param roles any of orchestrator, kvm, simulator
 * @param workflows kept in memory; more are replayed when they go on
 * @param inventorySteps at once; no more than there are connections to the database
 * @param hostSteps at once per zone and pool
 * @param build a run stays with workers of the build that it began with: {@code auto} for what the
 *     code says, or a name; empty where all workers are alike
 * @param stopSeconds how long a stopping worker lets steps go on before it hands them back
 */
@ConfigurationProperties(prefix = "durastack.worker", ignoreUnknownFields = false)
public record WorkerSettings(
        @DefaultValue("orchestrator") List<String> roles,
        @DefaultValue("2000") int workflows,
        @DefaultValue("16") int inventorySteps,
        @DefaultValue("200") int hostSteps,
        @DefaultValue("") String build,
        @DefaultValue("20") int stopSeconds) {

    private static final Set<String> KNOWN = Set.of("orchestrator", "kvm", "simulator");

    public WorkerSettings {
        roles = List.copyOf(roles);
        for (String role : roles) {
            if (!KNOWN.contains(role)) {
                throw new IllegalArgumentException(
                        "durastack.worker.roles: there is no role '"
                                + role
                                + "', only orchestrator, kvm and simulator");
            }
        }
    }

    /** Whether the worker has the role. */
    public boolean has(String role) {
        return roles.contains(role);
    }
}
