package io.durastack.worker.role;

import io.durastack.workflows.engine.Builds;
import io.durastack.workflows.engine.Workflows;
import io.temporal.client.WorkflowClient;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The build that a worker is of. The first one becomes current by itself; a later one only where no
 * worker of the current build is left, for then nobody would take new runs. Else an operator
 * decides when new runs go to it.
 */
final class OwnBuild {

    private static final Logger LOG = LoggerFactory.getLogger(OwnBuild.class);

    /** Workers of the current build that are being started anew are given so long. */
    private static final long MISSED_NANOS = Duration.ofSeconds(20).toNanos();

    /** How often it is looked at whether the current build is served. */
    private static final long LOOK_NANOS = Duration.ofSeconds(10).toNanos();

    private final String name;
    private final Builds builds;
    private long nextLook = System.nanoTime();
    private long servedUntil = System.nanoTime();

    private OwnBuild(String name, WorkflowClient client) {
        this.name = name;
        this.builds = new Builds(client);
    }

    /**
     * The build that the settings say.
     *
     * @param setting {@code auto} for what the code says, else its name
     */
    static OwnBuild of(String setting, WorkflowClient client) {
        String name =
                setting.equals("auto") ? CodeDigest.of(Workflows.implementations()[0]) : setting;
        LOG.info("build {}", name);
        return new OwnBuild(name, client);
    }

    WorkerDeploymentOptions options() {
        return WorkerDeploymentOptions.newBuilder()
                .setUseVersioning(true)
                .setVersion(new WorkerDeploymentVersion(Builds.DEPLOYMENT, name))
                .setDefaultVersioningBehavior(VersioningBehavior.PINNED)
                .build();
    }

    /** Becomes current where nobody else can take new runs; to be called again and again. */
    void takeOverWhereNobodyIs() {
        if (System.nanoTime() - nextLook < 0) {
            return;
        }
        Builds.Known known = builds.known().orElse(null);
        if (known == null || !known.states().containsKey(name)) {
            // The engine learns of a build when its first worker asks for work.
            return;
        }
        String current = known.current().orElse("");
        if (current.equals(name) || builds.served().contains(current)) {
            servedUntil = System.nanoTime();
        }
        boolean missed = System.nanoTime() - servedUntil > MISSED_NANOS;
        if (current.isEmpty() || missed) {
            builds.makeCurrent(name, known);
            LOG.info("new runs go to build {}", name);
        }
        nextLook = System.nanoTime() + LOOK_NANOS;
    }
}
