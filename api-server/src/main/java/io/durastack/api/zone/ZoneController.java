package io.durastack.api.zone;

import io.durastack.api.openapi.Answers;
import io.durastack.api.rest.Checks;
import io.durastack.api.rest.DefinitionPatch;
import io.durastack.api.rest.DefinitionRoutes;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.Etags;
import io.durastack.api.rest.House;
import io.durastack.api.rest.Idempotency;
import io.durastack.api.rest.Projects;
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
@RequestMapping("/v1/zones")
class ZoneController {

    private static final ResourceTable<ZoneView> TABLE =
            new ResourceTable<>(
                    ZoneView.class,
                    """
                    select jsonb_build_object('id', z.id, 'name', z.name, 'description', z.description, 'labels', z.labels, 'generation', z.generation,
                        'deleteProtection', z.delete_protection, 'createdAt', z.created_at, 'updatedAt', z.updated_at) as view
                    from zone z
                    """,
                    "z",
                    true);

    private final House house;
    private final Idempotency idempotency;
    private final DefinitionRoutes<ZoneView> routes;

    ZoneController(House house, Idempotency idempotency) {
        this.house = house;
        this.idempotency = idempotency;
        this.routes =
                new DefinitionRoutes<>(house, Definitions.ZONE, TABLE)
                        .usedBy(
                                "clusters",
                                "select count(*) from cluster where zone_id = :id and deleted_at is null")
                        .usedBy(
                                "images",
                                "select count(*) from image where zone_id = :id and deleted_at is null")
                        .usedBy(
                                "networks",
                                "select count(*) from l2_network where zone_id = :id and deleted_at is null")
                        .usedBy(
                                "VMs",
                                "select count(*) from vm where zone_id = :id and deleted_at is null");
    }

    @GetMapping
    Page<ZoneView> list(HttpServletRequest request) {
        return routes.list(request);
    }

    @GetMapping("/{nameOrId}")
    ResponseEntity<ZoneView> show(@PathVariable String nameOrId) {
        return Etags.ok(routes.show(nameOrId));
    }

    @PostMapping
    @Answers(ZoneView.class)
    ResponseEntity<?> create(@Valid @RequestBody ZoneRequest body, HttpServletRequest request) {
        UUID id = Ids.next();
        return idempotency.once(
                request,
                Projects.DEFAULT,
                body,
                () -> routes.create("/v1/zones", id, body.name(), () -> insert(id, body)));
    }

    private void insert(UUID id, ZoneRequest body) {
        house.jdbc()
                .sql(
                        """
                        insert into zone (id, name, description, labels, delete_protection)
                        values (:id, :name, :description, :labels::jsonb, :deleteProtection)
                        """)
                .param("id", id)
                .param("name", body.name())
                .param("description", Objects.requireNonNullElse(body.description(), ""))
                .param("labels", Payloads.mapper().writeValueAsString(Checks.labels(body.labels())))
                .param("deleteProtection", Boolean.TRUE.equals(body.deleteProtection()))
                .update();
    }

    @PatchMapping("/{nameOrId}")
    ResponseEntity<ZoneView> patch(
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
