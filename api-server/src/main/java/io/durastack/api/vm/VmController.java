package io.durastack.api.vm;

import io.durastack.api.openapi.Answers;
import io.durastack.api.operation.Deletes;
import io.durastack.api.operation.Operations;
import io.durastack.api.rest.DefinitionPatch;
import io.durastack.api.rest.DefinitionRoutes;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.Etags;
import io.durastack.api.rest.House;
import io.durastack.api.rest.Idempotency;
import io.durastack.api.rest.ListParameters;
import io.durastack.api.rest.Projects;
import io.durastack.api.security.Caller;
import io.durastack.inventory.list.Column;
import io.durastack.inventory.list.Definition;
import io.durastack.inventory.list.Page;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.Requester;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.UUID;
import java.util.function.BiFunction;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/vms")
class VmController {

    private static final ResourceTable<VmView> TABLE =
            new ResourceTable<>(
                            VmView.class,
                            """
                            select jsonb_build_object('id', v.id, 'name', v.name, 'hostname', v.hostname, 'description', v.description,
                                'labels', v.labels, 'generation', v.generation, 'deleteProtection', v.delete_protection,
                                'createdAt', v.created_at, 'updatedAt', v.updated_at, 'project', p.name, 'zone', z.name, 'state', v.state,
                                'power', jsonb_build_object('desired', v.desired_power, 'observed', v.observed_power,
                                    'observedAt', v.observed_at, 'reason', v.observed_reason),
                                'host', v.host_name, 'image', v.image_name, 'offering', v.offering_name, 'cpus', v.cpus,
                                'memoryBytes', v.memory_bytes, 'sshKeys', to_jsonb(v.ssh_keys),
                                'volumes', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'kind', o.kind, 'bytes', o.bytes,
                                    'state', o.state, 'device', o.target_device) order by o.target_device), '[]')
                                    from volume o where o.vm_id = v.id and o.deleted_at is null),
                                'nics', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'network', w.name, 'mac', n.mac,
                                    'addresses', (select coalesce(jsonb_agg(host(a.address) order by a.family), '[]')
                                        from nic_address a where a.nic_id = n.id)) order by n.position), '[]')
                                    from nic n join l3_network w on w.id = n.l3_network_id where n.vm_id = v.id)) as view
                            from vm v join zone z on z.id = v.zone_id join project p on p.id = v.project_id
                            """,
                            "v",
                            true)
                    .field("state", "v.state")
                    .reference("zone", "z.name", "v.zone_id")
                    .reference("host", Column.text("v.host_name").orNull(), "v.host_id")
                    .reference("image", "v.image_name", "v.image_id")
                    .reference("offering", "v.offering_name", "v.offering_id");

    private final House house;
    private final Idempotency idempotency;
    private final Operations operations;
    private final VmIntents intents;
    private final VmChanges changes;
    private final Deletes deletes;
    private final DefinitionRoutes<VmView> routes;

    VmController(
            House house,
            Idempotency idempotency,
            Operations operations,
            VmIntents intents,
            VmChanges changes,
            Deletes deletes) {
        this.house = house;
        this.idempotency = idempotency;
        this.operations = operations;
        this.intents = intents;
        this.changes = changes;
        this.deletes = deletes;
        this.routes = new DefinitionRoutes<>(house, Definitions.VM, TABLE);
    }

    @GetMapping
    Page<VmView> list(
            HttpServletRequest request, @RequestParam(required = false) @Nullable String project) {
        return TABLE.list(
                house.jdbc(),
                ListParameters.of(request),
                "v.project_id = :scope",
                Projects.of(house, project));
    }

    @GetMapping("/{nameOrId}")
    ResponseEntity<VmView> show(
            @PathVariable String nameOrId,
            @RequestParam(required = false) @Nullable String project) {
        return Etags.ok(routes.view(intents.find(Projects.of(house, project), nameOrId)));
    }

    @PostMapping
    @Answers(value = VmView.class, operation = true)
    ResponseEntity<?> create(
            @Valid @RequestBody VmRequest body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestParam(required = false) @Nullable String project,
            HttpServletRequest request) {
        UUID owner = Projects.of(house, project);
        Requester requester = Caller.current().requester(request);
        ResponseEntity<?> answer =
                idempotency.once(
                        request,
                        owner,
                        body,
                        () -> {
                            VmIntents.Intent intent = intents.create(owner, body, requester);
                            return operations.accept(intent.operation(), routes.view(intent.vm()));
                        });
        return operations.afterwards(answer, prefer, routes::viewOrNull);
    }

    @PatchMapping("/{nameOrId}")
    ResponseEntity<VmView> patch(
            @PathVariable String nameOrId,
            @RequestParam(required = false) @Nullable String project,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DefinitionPatch body) {
        return routes.patch(
                intents.find(Projects.of(house, project), nameOrId).toString(), ifMatch, body);
    }

    @DeleteMapping("/{nameOrId}")
    @Answers(value = VmView.class, status = 200, operation = true)
    ResponseEntity<?> delete(
            @PathVariable String nameOrId,
            @RequestParam(required = false) @Nullable String project,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        UUID vm = intents.find(Projects.of(house, project), nameOrId);
        Requester requester = Caller.current().requester(request);
        ResponseEntity<?> answer = deletes.delete(routes, vm, ifMatch, requester, changes::delete);
        return operations.afterwards(answer, prefer, routes::viewOrNull);
    }

    /** Starts a VM; one that runs already is left alone. */
    @PostMapping("/{nameOrId}:start")
    @Answers(value = VmView.class, status = 200, operation = true)
    ResponseEntity<?> start(
            @PathVariable String nameOrId,
            @RequestParam(required = false) @Nullable String project,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            HttpServletRequest request) {
        return power(nameOrId, project, prefer, request, "", changes::start);
    }

    /** Stops a VM: cleanly, and by force when its grace is over. */
    @PostMapping("/{nameOrId}:stop")
    @Answers(value = VmView.class, status = 200, operation = true)
    ResponseEntity<?> stop(
            @PathVariable String nameOrId,
            @RequestParam(required = false) @Nullable String project,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @Valid @RequestBody(required = false) @Nullable StopRequest body,
            HttpServletRequest request) {
        return power(
                nameOrId,
                project,
                prefer,
                request,
                StopRequest.grace(body),
                (vm, requester) -> changes.stop(vm, StopRequest.grace(body), requester));
    }

    /** Ends the guest of a VM and starts it anew. */
    @PostMapping("/{nameOrId}:reboot")
    @Answers(value = VmView.class, status = 200, operation = true)
    ResponseEntity<?> reboot(
            @PathVariable String nameOrId,
            @RequestParam(required = false) @Nullable String project,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @Valid @RequestBody(required = false) @Nullable StopRequest body,
            HttpServletRequest request) {
        return power(
                nameOrId,
                project,
                prefer,
                request,
                StopRequest.grace(body),
                (vm, requester) -> changes.reboot(vm, StopRequest.grace(body), requester));
    }

    private ResponseEntity<?> power(
            String nameOrId,
            @Nullable String project,
            @Nullable String prefer,
            HttpServletRequest request,
            Object asked,
            BiFunction<Definition.Head, Requester, NewOperation> change) {
        UUID owner = Projects.of(house, project);
        UUID vm = intents.find(owner, nameOrId);
        Requester requester = Caller.current().requester(request);
        ResponseEntity<?> answer =
                idempotency.once(
                        request,
                        owner,
                        asked,
                        () -> {
                            Definition.Head head = routes.lock(vm.toString());
                            operations.refuseIfClaimed(VmChanges.powerClaims(vm));
                            NewOperation operation = change.apply(head, requester);
                            return operations.accept(operation, routes.view(vm));
                        });
        return operations.afterwards(answer, prefer, routes::viewOrNull);
    }
}
