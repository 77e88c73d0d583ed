package io.durastack.api.host;

import io.durastack.api.operation.OperationDefaults;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.rest.Checks;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.HostPaths;
import io.durastack.api.rest.House;
import io.durastack.api.rest.References;
import io.durastack.inventory.host.HostIntake;
import io.durastack.inventory.list.Definition;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.Priority;
import io.durastack.inventory.operation.Requester;
import io.durastack.inventory.secret.SecretBox;
import io.durastack.inventory.secret.SecretOwners;
import io.durastack.workflows.host.CreateHost;
import io.durastack.workflows.host.CreateHostRequest;
import io.durastack.workflows.host.DeleteHost;
import io.durastack.workflows.host.DeleteHostRequest;
import io.durastack.workflows.host.EnsureHost.SimulatedSize;
import io.durastack.workflows.host.HostConnectionSpec;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.OnFailure;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.zone.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what operators ask about hosts into rows and operations, inside the caller's transaction.
 */
@Component
class HostIntents {

    /** Of a host that names none: a folder that QEMU, which is not root, can get through to. */
    private static final String STORAGE_PATH = "/srv/durastack";

    /** Where a host keeps its turns, for root alone. */
    private static final String STATE_PATH = "/var/lib/durastack";

    private record ClusterRow(UUID id, UUID zoneId, String pool) {}

    private final House house;
    private final OperationDefaults defaults;
    private final HostIntake intake;
    private final SecretBox secrets;

    HostIntents(House house, OperationDefaults defaults, SecretBox secrets) {
        this.house = house;
        this.defaults = defaults;
        this.intake = new HostIntake(house.jdbc());
        this.secrets = secrets;
    }

    /** Writes the rows of a host, and what adds it. */
    NewOperation create(HostRequest body, Requester requester) {
        UUID clusterId = References.use(house, Definitions.CLUSTER, "/cluster", body.cluster());
        ClusterRow cluster =
                house.jdbc()
                        .sql("select id, zone_id, pool from cluster where id = :id")
                        .param("id", clusterId)
                        .query(ClusterRow.class)
                        .single();
        boolean simulated = cluster.pool().equals("simulator");
        if (simulated != (body.simulated() != null)) {
            throw ApiProblem.invalid(
                    "/simulated",
                    simulated
                            ? "is needed in a cluster of the pool simulator"
                            : "is for clusters of the pool simulator only");
        }
        HostRef host =
                new HostRef(
                        HostId.next(), body.name(), new ZoneId(cluster.zoneId()), cluster.pool());
        HostConnectionSpec connection = connection(body, simulated);
        refuseBadStoragePath(clusterId, connection.storagePath(), simulated);
        SimulatedSize size =
                body.simulated() == null
                        ? null
                        : new SimulatedSize(
                                body.simulated().cpus(),
                                body.simulated().memoryBytes(),
                                body.simulated().storageBytes());
        Map<String, String> labels = Checks.labels(body.labels());
        intake.insert(
                host,
                clusterId,
                Objects.requireNonNullElse(body.description(), ""),
                labels,
                Boolean.TRUE.equals(body.deleteProtection()),
                connection,
                sealedKey(host.id(), body.ssh()),
                size,
                Objects.requireNonNullElse(body.devices(), Map.of()));
        return operation(
                CreateHost.KIND,
                host,
                labels,
                OnFailure.ROLL_BACK,
                new CreateHostRequest(host, connection, size),
                requester);
    }

    private static HostConnectionSpec connection(HostRequest body, boolean simulated) {
        String storagePath = Objects.requireNonNullElse(body.storagePath(), STORAGE_PATH);
        String address = body.address();
        SshRequest ssh = body.ssh();
        if (simulated) {
            if (ssh != null) {
                throw ApiProblem.invalid("/ssh", "is for real hosts only");
            }
            return new HostConnectionSpec(
                    Objects.requireNonNullElse(address, body.name()),
                    22,
                    "durastack",
                    null,
                    storagePath);
        }
        if (address == null) {
            throw ApiProblem.invalid(
                    "/address", "is needed: the name or IP address of the machine");
        }
        if (ssh == null) {
            throw ApiProblem.invalid("/ssh", "is needed: how the machine is entered");
        }
        return new HostConnectionSpec(
                address,
                Objects.requireNonNullElse(ssh.port(), 22),
                Objects.requireNonNullElse(ssh.user(), "root"),
                ssh.hostKey(),
                storagePath);
    }

    private void refuseBadStoragePath(UUID cluster, String storagePath, boolean simulated) {
        HostPaths.refuseWaysUp("/storagePath", storagePath);
        if (!simulated) {
            if (HostPaths.isIn(storagePath, STATE_PATH)) {
                throw ApiProblem.invalid(
                        "/storagePath",
                        "must not be in " + STATE_PATH + ", which is for root alone");
            }
            HostPaths.refuseHostBeside(house, cluster, storagePath);
        }
    }

    /** The key goes into the host's row, encrypted, and into no request. */
    private byte @Nullable [] sealedKey(HostId host, @Nullable SshRequest ssh) {
        return ssh == null
                ? null
                : secrets.seal(SecretOwners.hostKey(host), ssh.privateKey().strip() + "\n");
    }

    private NewOperation operation(
            String kind,
            HostRef host,
            Map<String, String> labels,
            OnFailure onFailure,
            Object request,
            Requester requester) {
        return defaults.onWhole(
                kind,
                new ResourceRef("host", host.id().value(), host.name()),
                host.zone(),
                labels,
                Priority.BULK,
                onFailure,
                request,
                requester);
    }

    /** Takes a host, whose row is locked, out of service, and says what removes it. */
    NewOperation delete(Definition.Head head, Requester requester) {
        Definitions.HOST.deleting(house.jdbc(), head.id());
        HostRef host = intake.ref(new HostId(head.id()));
        return operation(
                DeleteHost.KIND,
                host,
                head.labels(),
                OnFailure.HOLD,
                new DeleteHostRequest(host),
                requester);
    }
}
