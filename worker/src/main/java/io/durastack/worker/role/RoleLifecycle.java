package io.durastack.worker.role;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the roles, and keeps trying while the engine or the inventory is away; stops them before
 * anything that they use goes. A stopping worker takes no new work, lets steps finish, and hands
 * back the rest: the engine gives them to others.
 */
public final class RoleLifecycle implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(RoleLifecycle.class);

    /** One role. */
    public interface Role {

        String name();

        /** Starts serving; called every second, and does nothing where everything is served. */
        void start();

        /** Takes no new work, and returns when the running work has ended or was handed back. */
        void stop();
    }

    private final List<Role> roles;
    private final HungCallsWatch hung;
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private volatile boolean running;
    private ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /** Roles that call nothing native. */
    public RoleLifecycle(List<Role> roles) {
        this(roles, new HungCallsWatch(List.of(), _ -> {}));
    }

    public RoleLifecycle(List<Role> roles, HungCallsWatch hung) {
        this.roles = List.copyOf(roles);
        this.hung = hung;
        roles.forEach(role -> troubles.put(role.name(), "not started yet"));
    }

    @Override
    public void start() {
        running = true;
        clock =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("roles").daemon().factory());
        var _ = clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        startRoles();
        hung.look();
    }

    private void startRoles() {
        for (Role role : roles) {
            try {
                role.start();
                if (troubles.remove(role.name()) != null) {
                    LOG.info("role {} serves", role.name());
                }
            } catch (RuntimeException away) {
                if (!running) {
                    return;
                }
                if (!String.valueOf(away.getMessage())
                        .equals(troubles.put(role.name(), String.valueOf(away.getMessage())))) {
                    LOG.warn(
                            "role {} cannot serve yet, trying again every second: {}",
                            role.name(),
                            away.getMessage());
                }
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        stopClock();
        roles.parallelStream().forEach(Role::stop);
    }

    /** A look that is under way must not start to serve something that is being stopped. */
    private void stopClock() {
        clock.shutdownNow();
        try {
            boolean _ = clock.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ready once every role serves. */
    @Override
    public Health health() {
        return troubles.isEmpty()
                ? Health.up().withDetail("hungCalls", hung.count()).build()
                : Health.outOfService().withDetails(Map.copyOf(troubles)).build();
    }
}
