package io.durastack.api.host;

import io.durastack.api.openapi.Answers;
import io.durastack.api.operation.Deletes;
import io.durastack.api.operation.Operations;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.Checks;
import io.durastack.api.rest.DefinitionPatch;
import io.durastack.api.rest.DefinitionRoutes;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.Etags;
import io.durastack.api.rest.House;
import io.durastack.api.rest.Idempotency;
import io.durastack.api.rest.Projects;
import io.durastack.api.security.Caller;
import io.durastack.inventory.audit.Leftovers;
import io.durastack.inventory.host.HostLoss;
import io.durastack.inventory.list.Column;
import io.durastack.inventory.list.Definition;
import io.durastack.inventory.list.Page;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.Requester;
import io.durastack.workflows.host.HostId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
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
                    .reference("zone", "z.name", "h.zone_id")
                    .reference("cluster", "c.name", "h.cluster_id")
                    .field("pool", "h.pool")
                    .field("state", "h.state")
                    .field("observed", "h.observed_state")
                    .field("enabled", Column.flag("h.enabled"));

    private final House house;
    private final Idempotency idempotency;
    private final Operations operations;
    private final HostIntents intents;
    private final Deletes deletes;
    private final HostLoss loss;
    private final Leftovers leftovers;
    private final DefinitionRoutes<HostView> routes;

    HostController(
            House house,
            Idempotency idempotency,
            Operations operations,
            HostIntents intents,
            Deletes deletes) {
        this.house = house;
        this.idempotency = idempotency;
        this.operations = operations;
        this.intents = intents;
        this.deletes = deletes;
        this.loss = new HostLoss(house.jdbc());
        this.leftovers = new Leftovers(house.jdbc());
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
                idempotency.once(
                        request,
                        Projects.DEFAULT,
                        body,
                        () -> {
                            NewOperation create = intents.create(body, requester);
                            return operations.accept(create, routes.view(create.resource().id()));
                        });
        return operations.afterwards(answer, prefer, routes::viewOrNull);
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
                            leftovers.giveBackAll(new HostId(head.id()));
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
                deletes.delete(routes, routes.id(nameOrId), ifMatch, requester, intents::delete);
        return operations.afterwards(answer, prefer, routes::viewOrNull);
    }
}
