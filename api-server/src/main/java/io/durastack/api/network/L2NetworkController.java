package io.durastack.api.network;

import io.durastack.api.openapi.Answers;
import io.durastack.api.rest.Checks;
import io.durastack.api.rest.DefinitionPatch;
import io.durastack.api.rest.DefinitionRoutes;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.Etags;
import io.durastack.api.rest.House;
import io.durastack.api.rest.Idempotency;
import io.durastack.api.rest.Projects;
import io.durastack.api.rest.References;
import io.durastack.inventory.list.Page;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.id.Ids;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
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
                                'zoneId', l.zone_id, 'zone', z.name, 'physicalNetwork', l.physical_network, 'vlan', l.vlan, 'bridge', l.bridge) as view
                            from l2_network l join zone z on z.id = l.zone_id
                            """,
                            "l",
                            true)
                    .field("zone", "z.name");

    private final House house;
    private final Idempotency idempotency;
    private final DefinitionRoutes<L2NetworkView> routes;

    L2NetworkController(House house, Idempotency idempotency) {
        this.house = house;
        this.idempotency = idempotency;
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
    @Answers(L2NetworkView.class)
    ResponseEntity<?> create(
            @Valid @RequestBody L2NetworkRequest body, HttpServletRequest request) {
        UUID id = Ids.next();
        return idempotency.once(
                request,
                Projects.DEFAULT,
                body,
                () -> routes.create("/v1/l2-networks", id, body.name(), () -> insert(id, body)));
    }

    private void insert(UUID id, L2NetworkRequest body) {
        UUID zone = References.use(house, Definitions.ZONE, "/zone", body.zone());
        raiseHosts(zone);
        String tail = id.toString().replace("-", "");
        house.jdbc()
                .sql(
                        """
                        insert into l2_network (id, zone_id, name, description, labels, delete_protection, physical_network, vlan,
                            bridge)
                        values (:id, :zone, :name, :description, :labels::jsonb, :deleteProtection, :physical, :vlan, :bridge)
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

    /**
     * What is rendered on the zone's hosts changes with this transaction, so the devices'
     * generations do.
     */
    private void raiseHosts(UUID zone) {
        house.jdbc()
                .sql(
                        """
                        update host_network set generation = generation + 1
                        where host_id in (select id from host where zone_id = :zone order by id)
                        """)
                .param("zone", zone)
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
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> delete(
            @PathVariable String nameOrId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return routes.delete(nameOrId, ifMatch, id -> raiseHosts(routes.view(id).zoneId()));
    }
}
