package io.durastack.api.storage;

import io.durastack.api.openapi.Answers;
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
@RequestMapping("/v1/primary-storages")
class PrimaryStorageController {

    private static final ResourceTable<PrimaryStorageView> TABLE =
            new ResourceTable<>(
                            PrimaryStorageView.class,
                            """
                            select jsonb_build_object('id', s.id, 'name', s.name, 'description', s.description, 'labels', s.labels, 'generation', s.generation,
                                'deleteProtection', s.delete_protection, 'createdAt', s.created_at, 'updatedAt', s.updated_at,
                                'clusterId', s.cluster_id, 'cluster', c.name, 'kind', s.kind, 'state', s.state, 'path', s.path,
                                'bytesTotal', (select coalesce(sum(r.bytes_total), 0) from storage_capacity r where r.storage_id = s.id),
                                'bytesUsed', (select coalesce(sum(r.bytes_used), 0) from storage_capacity r where r.storage_id = s.id)) as view
                            from primary_storage s join cluster c on c.id = s.cluster_id
                            """,
                            "s",
                            true)
                    .field("cluster", "c.name")
                    .field("state", "s.state");

    private final House house;
    private final Idempotency idempotency;
    private final DefinitionRoutes<PrimaryStorageView> routes;

    PrimaryStorageController(House house, Idempotency idempotency) {
        this.house = house;
        this.idempotency = idempotency;
        this.routes =
                new DefinitionRoutes<>(house, Definitions.PRIMARY_STORAGE, TABLE)
                        .usedBy(
                                "volumes",
                                "select count(*) from storage_grant where storage_id = :id");
    }

    @GetMapping
    Page<PrimaryStorageView> list(HttpServletRequest request) {
        return routes.list(request);
    }

    @GetMapping("/{nameOrId}")
    ResponseEntity<PrimaryStorageView> show(@PathVariable String nameOrId) {
        return Etags.ok(routes.show(nameOrId));
    }

    @PostMapping
    @Answers(PrimaryStorageView.class)
    ResponseEntity<?> create(
            @Valid @RequestBody PrimaryStorageRequest body, HttpServletRequest request) {
        UUID id = Ids.next();
        return idempotency.once(
                request,
                Projects.DEFAULT,
                body,
                () ->
                        routes.create(
                                "/v1/primary-storages", id, body.name(), () -> insert(id, body)));
    }

    private void insert(UUID id, PrimaryStorageRequest body) {
        UUID cluster = References.use(house, Definitions.CLUSTER, "/cluster", body.cluster());
        HostPaths.refuseWaysUp("/path", body.path());
        HostPaths.refuseStorageOutside(house, cluster, body.path());
        house.jdbc()
                .sql(
                        """
                        with made as (
                            insert into primary_storage (id, zone_id, cluster_id, name, description, labels, delete_protection,
                                kind, scope, state, path)
                            select :id, c.zone_id, c.id, :name, :description, :labels::jsonb, :deleteProtection, :kind, 'HOST',
                                'READY', :path
                            from cluster c where c.id = :cluster
                            returning id
                        )
                        insert into storage_capacity (storage_id, host_id, bytes_total)
                        select m.id, h.id, (h.facts ->> 'storageBytes')::bigint / 20 * 19
                        from made m join host h on h.cluster_id = :cluster and h.state = 'READY' and h.deleted_at is null
                        """)
                .param("id", id)
                .param("name", body.name())
                .param("description", Objects.requireNonNullElse(body.description(), ""))
                .param("labels", Payloads.mapper().writeValueAsString(Checks.labels(body.labels())))
                .param("deleteProtection", Boolean.TRUE.equals(body.deleteProtection()))
                .param("cluster", cluster)
                .param("kind", body.kind())
                .param("path", body.path())
                .update();
    }

    @PatchMapping("/{nameOrId}")
    ResponseEntity<PrimaryStorageView> patch(
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
