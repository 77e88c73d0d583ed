package io.durastack.api.cluster;

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
@RequestMapping("/v1/clusters")
class ClusterController {

    private static final ResourceTable<ClusterView> TABLE =
            new ResourceTable<>(
                            ClusterView.class,
                            """
                            select jsonb_build_object('id', c.id, 'name', c.name, 'description', c.description, 'labels', c.labels, 'generation', c.generation,
                                'deleteProtection', c.delete_protection, 'createdAt', c.created_at, 'updatedAt', c.updated_at,
                                'zoneId', c.zone_id, 'zone', z.name, 'pool', c.pool, 'cpuOvercommit', c.cpu_overcommit) as view
                            from cluster c join zone z on z.id = c.zone_id
                            """,
                            "c",
                            true)
                    .reference("zone", "z.name", "c.zone_id")
                    .field("pool", "c.pool");

    private final House house;
    private final Idempotency idempotency;
    private final DefinitionRoutes<ClusterView> routes;

    ClusterController(House house, Idempotency idempotency) {
        this.house = house;
        this.idempotency = idempotency;
        this.routes =
                new DefinitionRoutes<>(house, Definitions.CLUSTER, TABLE)
                        .usedBy(
                                "hosts",
                                "select count(*) from host where cluster_id = :id and deleted_at is null")
                        .usedBy(
                                "primary storages",
                                "select count(*) from primary_storage where cluster_id = :id and deleted_at is null");
    }

    @GetMapping
    Page<ClusterView> list(HttpServletRequest request) {
        return routes.list(request);
    }

    @GetMapping("/{nameOrId}")
    ResponseEntity<ClusterView> show(@PathVariable String nameOrId) {
        return Etags.ok(routes.show(nameOrId));
    }

    @PostMapping
    @Answers(ClusterView.class)
    ResponseEntity<?> create(@Valid @RequestBody ClusterRequest body, HttpServletRequest request) {
        UUID id = Ids.next();
        return idempotency.once(
                request,
                Projects.DEFAULT,
                body,
                () -> routes.create("/v1/clusters", id, body.name(), () -> insert(id, body)));
    }

    private void insert(UUID id, ClusterRequest body) {
        UUID zone = References.use(house, Definitions.ZONE, "/zone", body.zone());
        house.jdbc()
                .sql(
                        """
                        insert into cluster (id, zone_id, name, description, labels, delete_protection, pool, cpu_overcommit)
                        values (:id, :zone, :name, :description, :labels::jsonb, :deleteProtection, :pool, :overcommit)
                        """)
                .param("id", id)
                .param("name", body.name())
                .param("description", Objects.requireNonNullElse(body.description(), ""))
                .param("labels", Payloads.mapper().writeValueAsString(Checks.labels(body.labels())))
                .param("deleteProtection", Boolean.TRUE.equals(body.deleteProtection()))
                .param("zone", zone)
                .param("pool", body.pool())
                .param("overcommit", Objects.requireNonNullElse(body.cpuOvercommit(), 4.0))
                .update();
    }

    @PatchMapping("/{nameOrId}")
    ResponseEntity<ClusterView> patch(
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
        return routes.delete(nameOrId, ifMatch);
    }
}
