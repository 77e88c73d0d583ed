package io.durastack.api.network;

import io.durastack.api.debt.Owed;
import io.durastack.api.openapi.Answers;
import io.durastack.api.operation.Deletes;
import io.durastack.api.operation.OperationDefaults;
import io.durastack.api.operation.Operations;
import io.durastack.api.rest.Checks;
import io.durastack.api.rest.DefinitionPatch;
import io.durastack.api.rest.DefinitionRoutes;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.Etags;
import io.durastack.api.rest.House;
import io.durastack.api.rest.Idempotency;
import io.durastack.api.rest.Projects;
import io.durastack.api.rest.References;
import io.durastack.api.security.Caller;
import io.durastack.inventory.list.Definition;
import io.durastack.inventory.list.Page;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.Priority;
import io.durastack.inventory.operation.Requester;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.network.CreateL2Network;
import io.durastack.workflows.network.CreateL2NetworkRequest;
import io.durastack.workflows.network.DeleteL2Network;
import io.durastack.workflows.network.DeleteL2NetworkRequest;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.operation.OnFailure;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.zone.ZoneId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
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
@RequestMapping("/v1/l2-networks")
class L2NetworkController {

    private static final ResourceTable<L2NetworkView> TABLE =
            new ResourceTable<>(
                            L2NetworkView.class,
                            """
                            select jsonb_build_object('id', l.id, 'name', l.name, 'description', l.description, 'labels', l.labels, 'generation', l.generation,
                                'deleteProtection', l.delete_protection, 'createdAt', l.created_at, 'updatedAt', l.updated_at,
                                'zoneId', l.zone_id, 'zone', z.name, 'state', l.state, 'physicalNetwork', l.physical_network, 'vlan', l.vlan, 'bridge', l.bridge) as view
                            from l2_network l join zone z on z.id = l.zone_id
                            """,
                            "l",
                            true)
                    .reference("zone", "z.name", "l.zone_id")
                    .field("state", "l.state");

    private final House house;
    private final Idempotency idempotency;
    private final Operations operations;
    private final OperationDefaults defaults;
    private final Deletes deletes;
    private final DefinitionRoutes<L2NetworkView> routes;

    L2NetworkController(
            House house,
            Idempotency idempotency,
            Operations operations,
            OperationDefaults defaults,
            Deletes deletes) {
        this.house = house;
        this.idempotency = idempotency;
        this.operations = operations;
        this.defaults = defaults;
        this.deletes = deletes;
        this.routes =
                new DefinitionRoutes<>(house, Definitions.L2_NETWORK, TABLE)
                        .usedBy(
                                "L3 networks",
                                "select count(*) from l3_network where l2_network_id = :id and deleted_at is null");
    }

    @GetMapping
    Page<L2NetworkView> list(HttpServletRequest request) {
        return routes.list(request);
    }

    @GetMapping("/{nameOrId}")
    ResponseEntity<L2NetworkView> show(@PathVariable String nameOrId) {
        return Etags.ok(routes.show(nameOrId));
    }

    @PostMapping
    @Answers(value = L2NetworkView.class, operation = true)
    ResponseEntity<?> create(
            @Valid @RequestBody L2NetworkRequest body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            HttpServletRequest request) {
        Requester requester = Caller.current().requester(request);
        ResponseEntity<?> answer =
                idempotency.once(request, Projects.DEFAULT, body, () -> accept(body, requester));
        return operations.afterwards(answer, prefer, routes::viewOrNull);
    }

    private ResponseEntity<?> accept(L2NetworkRequest body, Requester requester) {
        UUID zone = References.use(house, Definitions.ZONE, "/zone", body.zone());
        L2NetworkId network = L2NetworkId.next();
        insert(network.value(), zone, body);
        L2NetworkView made = routes.view(network.value());
        Owed.BRIDGE.refuse(house, zone, made.bridge());
        return operations.accept(
                defaults.onWhole(
                        CreateL2Network.KIND,
                        new ResourceRef(routes.kind(), network.value(), body.name()),
                        new ZoneId(zone),
                        Checks.labels(body.labels()),
                        Priority.BULK,
                        OnFailure.ROLL_BACK,
                        new CreateL2NetworkRequest(network, made.bridge()),
                        requester),
                made);
    }

    private void insert(UUID id, UUID zone, L2NetworkRequest body) {
        String tail = id.toString().replace("-", "");
        house.jdbc()
                .sql(
                        """
                        insert into l2_network (id, zone_id, name, description, labels, delete_protection, state,
                            rendered, physical_network, vlan, bridge)
                        values (:id, :zone, :name, :description, :labels::jsonb, :deleteProtection, 'CREATING',
                            false, :physical, :vlan, :bridge)
                        """)
                .param("id", id)
                .param("name", body.name())
                .param("description", Objects.requireNonNullElse(body.description(), ""))
                .param("labels", Payloads.mapper().writeValueAsString(Checks.labels(body.labels())))
                .param("deleteProtection", Boolean.TRUE.equals(body.deleteProtection()))
                .param("zone", zone)
                .param("physical", body.physicalNetwork())
                .param("vlan", body.vlan())
                .param(
                        "bridge",
                        Objects.requireNonNullElse(
                                body.bridge(), "dn" + tail.substring(tail.length() - 12)))
                .update();
    }

    @PatchMapping("/{nameOrId}")
    ResponseEntity<L2NetworkView> patch(
            @PathVariable String nameOrId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DefinitionPatch body) {
        return routes.patch(nameOrId, ifMatch, body);
    }

    @DeleteMapping("/{nameOrId}")
    @Answers(value = L2NetworkView.class, status = 200, operation = true)
    ResponseEntity<?> delete(
            @PathVariable String nameOrId,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        Requester requester = Caller.current().requester(request);
        ResponseEntity<?> answer =
                deletes.delete(routes, routes.id(nameOrId), ifMatch, requester, this::delete);
        return operations.afterwards(answer, prefer, routes::viewOrNull);
    }

    /** Takes a network, whose row is locked, out of use, and says what removes it. */
    private NewOperation delete(Definition.Head head, Requester requester) {
        Definitions.L2_NETWORK.deleting(house.jdbc(), head.id());
        return defaults.onWhole(
                DeleteL2Network.KIND,
                new ResourceRef(routes.kind(), head.id(), head.name()),
                new ZoneId(routes.view(head.id()).zoneId()),
                head.labels(),
                Priority.URGENT,
                OnFailure.HOLD,
                new DeleteL2NetworkRequest(new L2NetworkId(head.id())),
                requester);
    }
}
