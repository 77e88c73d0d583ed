package io.durastack.api.host;

import io.durastack.api.openapi.Answers;
import io.durastack.api.operation.OperationDefaults;
import io.durastack.api.operation.Operations;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.Checks;
import io.durastack.api.rest.DefinitionPatch;
import io.durastack.api.rest.DefinitionRoutes;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.Etags;
import io.durastack.api.rest.HostPaths;
import io.durastack.api.rest.House;
import io.durastack.api.rest.Idempotency;
import io.durastack.api.rest.Projects;
import io.durastack.api.rest.References;
import io.durastack.api.security.Caller;
import io.durastack.inventory.host.HostIntake;
import io.durastack.inventory.host.HostLoss;
import io.durastack.inventory.list.Definition;
import io.durastack.inventory.list.Page;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.inventory.operation.Claim;
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
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.project.ProjectId;
import io.durastack.workflows.zone.ZoneId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/hosts")
class HostController {

    /** Of a host that names none: a folder that QEMU, which is not root, can get through to. */
    private static final String STORAGE_PATH = "/srv/durastack";

    /** Where a host keeps its turns, for root alone. */
    private static final String STATE_PATH = "/var/lib/durastack";

    private static final ResourceTable<HostView> TABLE =
            new ResourceTable<>(
                            HostView.class,
                            """
                            select jsonb_build_object('id', h.id, 'name', h.name, 'description', h.description, 'labels', h.labels,
                                'generation', h.generation, 'deleteProtection', h.delete_protection, 'createdAt', h.created_at,
                                'updatedAt', h.updated_at, 'zone', z.name, 'cluster', c.name, 'pool', h.pool, 'state', h.state,
                                'enabled', h.enabled, 'observed', jsonb_build_object('state', h.observed_state, 'at', h.observed_at,
                                    'reason', h.observed_reason),
                                'address', h.address, 'ssh', case when h.pool <> 'simulator' then jsonb_build_object('port', h.ssh_port,
                                    'user', h.ssh_user, 'hostKey', h.ssh_host_key) end,
                                'storagePath', h.storage_path, 'facts', h.facts,
                                'capacity', case when k.host_id is not null then jsonb_build_object('cpusTotal', k.cpus_total,
                                    'cpusUsed', k.cpus_used, 'memoryBytesTotal', k.memory_total, 'memoryBytesUsed', k.memory_used) end,
                                'vms', (select count(*) from placement p where p.host_id = h.id),
                                'lost', case when h.lost_at is not null then jsonb_build_object('at', h.lost_at, 'by', h.lost_by,
                                    'reason', h.lost_reason) end) as view
                            from host h join zone z on z.id = h.zone_id join cluster c on c.id = h.cluster_id
                            left join host_capacity k on k.host_id = h.id
                            """,
                            "h",
                            true)
                    .field("zone", "z.name")
                    .field("cluster", "c.name")
                    .field("pool", "h.pool")
                    .field("state", "h.state")
                    .field("observed", "h.observed_state")
                    .field("enabled", "h.enabled");

    private record ClusterRow(UUID id, UUID zoneId, String pool) {}

    private final House house;
    private final Idempotency idempotency;
    private final Operations operations;
    private final OperationDefaults defaults;
    private final HostIntake intake;
    private final HostLoss loss;
    private final SecretBox secrets;
    private final DefinitionRoutes<HostView> routes;

    HostController(
            House house,
            Idempotency idempotency,
            Operations operations,
            OperationDefaults defaults,
            SecretBox secrets) {
        this.house = house;
        this.idempotency = idempotency;
        this.operations = operations;
        this.defaults = defaults;
        this.secrets = secrets;
        this.intake = new HostIntake(house.jdbc());
        this.loss = new HostLoss(house.jdbc());
        this.routes =
                new DefinitionRoutes<>(house, Definitions.HOST, TABLE)
                        .usedBy("VMs", "select count(*) from placement where host_id = :id")
                        .usedBy("volumes", "select count(*) from storage_grant where host_id = :id")
                        .usedBy(
                                "debts",
                                "select count(*) from debt where host_id = :id and paid_at is null");
    }

    @GetMapping
    Page<HostView> list(HttpServletRequest request) {
        return routes.list(request);
    }

    @GetMapping("/{nameOrId}")
    ResponseEntity<HostView> show(@PathVariable String nameOrId) {
        return Etags.ok(routes.show(nameOrId));
    }

    @PostMapping
    @Answers(value = HostView.class, operation = true)
    ResponseEntity<?> create(
            @Valid @RequestBody HostRequest body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            HttpServletRequest request) {
        Requester requester = Caller.current().requester(request);
        ResponseEntity<?> answer =
                idempotency.once(request, Projects.DEFAULT, body, () -> accept(body, requester));
        return operations.afterwards(
                answer, prefer, id -> TABLE.byId(house.jdbc(), id).orElse(null));
    }

    private ResponseEntity<?> accept(HostRequest body, Requester requester) {
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
        intake.insert(
                host,
                clusterId,
                Objects.requireNonNullElse(body.description(), ""),
                Checks.labels(body.labels()),
                Boolean.TRUE.equals(body.deleteProtection()),
                connection,
                sealedKey(host.id(), body.ssh()),
                size,
                Objects.requireNonNullElse(body.devices(), Map.of()));
        return operations.accept(
                operation(
                        CreateHost.KIND,
                        host,
                        OnFailure.ROLL_BACK,
                        new CreateHostRequest(host, connection, size),
                        requester),
                routes.view(host.id().value()));
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
            String kind, HostRef host, OnFailure onFailure, Object request, Requester requester) {
        return new NewOperation(
                OperationId.next(),
                kind,
                new ResourceRef("host", host.id().value(), host.name()),
                new ProjectId(Projects.DEFAULT),
                host.zone(),
                Priority.BULK,
                onFailure,
                defaults.policy(),
                request,
                Claim.whole("host", host.id().value()),
                requester,
                defaults.deadline(kind),
                Map.of());
    }

    /** What of a host can be changed without an operation. */
    record HostPatch(
            @jakarta.validation.constraints.Pattern(
                            regexp = Checks.NAME,
                            message = Checks.NAME_RULE)
                    @Nullable String name,
            @jakarta.validation.constraints.Size(max = 1000) @Nullable String description,
            @Nullable Map<String, @Nullable String> labels,
            @Nullable Boolean deleteProtection,
            @Nullable Boolean enabled) {}

    @PatchMapping("/{nameOrId}")
    ResponseEntity<HostView> patch(
            @PathVariable String nameOrId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody HostPatch body) {
        DefinitionPatch common =
                new DefinitionPatch(
                        body.name(), body.description(), body.labels(), body.deleteProtection());
        return routes.patch(
                nameOrId,
                ifMatch,
                common,
                id ->
                        house.jdbc()
                                .sql(
                                        "update host set enabled = coalesce(:enabled, enabled) where id = :id")
                                .param("enabled", body.enabled())
                                .param("id", id)
                                .update());
    }

    /**
     * An operator's word.
     *
     * @param reason is kept
     * @param machineIsOff has to be true
     */
    record LossRequest(
            @jakarta.validation.constraints.NotBlank @jakarta.validation.constraints.Size(max = 400)
                    String reason,
            @jakarta.validation.constraints.AssertTrue(
                            message =
                                    "has to be true: a guest that still runs there would be forgotten, and its addresses given to others")
                    boolean machineIsOff) {}

    @PostMapping("/{nameOrId}:declareLost")
    ResponseEntity<HostView> declareLost(
            @PathVariable String nameOrId,
            @Valid @RequestBody LossRequest body,
            HttpServletRequest request) {
        Requester requester = Caller.current().requester(request);
        UUID lost =
                house.transactions()
                        .run(() -> {
                            Definition.Head head = routes.lock(nameOrId);
                            if (!loss.declare(
                                    new HostId(head.id()),
                                    head.name(),
                                    requester.actor(),
                                    body.reason())) {
                                throw ApiProblem.of(
                                        ProblemCode.CONFLICT,
                                        "host '"
                                                + head.name()
                                                + "' is still being added; cancel that instead");
                            }
                            return head.id();
                        });
        return Etags.ok(routes.view(lost));
    }

    @DeleteMapping("/{nameOrId}")
    @Answers(value = HostView.class, status = 200, operation = true)
    ResponseEntity<?> delete(
            @PathVariable String nameOrId,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        Requester requester = Caller.current().requester(request);
        ResponseEntity<?> answer =
                house.transactions()
                        .run(() -> {
                            Definition.Head head = routes.lock(nameOrId);
                            NewOperation delete = delete(head, requester);
                            operations.refuseIfClaimed(delete.claims());
                            intake.deleting(head.id());
                            routes.refuseDelete(head, ifMatch);
                            return operations.accept(delete, routes.view(head.id()));
                        });
        return operations.afterwards(
                answer, prefer, id -> TABLE.byId(house.jdbc(), id).orElse(null));
    }

    private NewOperation delete(Definition.Head head, Requester requester) {
        HostRef host = intake.ref(new HostId(head.id()));
        return operation(
                DeleteHost.KIND, host, OnFailure.HOLD, new DeleteHostRequest(host), requester);
    }
}
