package io.durastack.api.offering;

import io.durastack.api.openapi.Answers;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.rest.Checks;
import io.durastack.api.rest.DefinitionPatch;
import io.durastack.api.rest.DefinitionRoutes;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.Etags;
import io.durastack.api.rest.House;
import io.durastack.api.rest.Idempotency;
import io.durastack.api.rest.Projects;
import io.durastack.inventory.list.Column;
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
@RequestMapping("/v1/instance-offerings")
class InstanceOfferingController {

    private static final long MIB = 1L << 20;

    private static final ResourceTable<InstanceOfferingView> TABLE =
            new ResourceTable<>(
                            InstanceOfferingView.class,
                            """
                            select jsonb_build_object('id', o.id, 'name', o.name, 'description', o.description, 'labels', o.labels, 'generation', o.generation,
                                'deleteProtection', o.delete_protection, 'createdAt', o.created_at, 'updatedAt', o.updated_at,
                                'cpus', o.cpus, 'memoryBytes', o.memory_bytes, 'rootBytes', o.root_bytes, 'tags', to_jsonb(o.tags)) as view
                            from instance_offering o
                            """,
                            "o",
                            true)
                    .field("cpus", Column.number("o.cpus"))
                    .field("memoryBytes", Column.number("o.memory_bytes"));

    private final House house;
    private final Idempotency idempotency;
    private final DefinitionRoutes<InstanceOfferingView> routes;

    InstanceOfferingController(House house, Idempotency idempotency) {
        this.house = house;
        this.idempotency = idempotency;
        this.routes = new DefinitionRoutes<>(house, Definitions.INSTANCE_OFFERING, TABLE);
    }

    @GetMapping
    Page<InstanceOfferingView> list(HttpServletRequest request) {
        return routes.list(request);
    }

    @GetMapping("/{nameOrId}")
    ResponseEntity<InstanceOfferingView> show(@PathVariable String nameOrId) {
        return Etags.ok(routes.show(nameOrId));
    }

    @PostMapping
    @Answers(InstanceOfferingView.class)
    ResponseEntity<?> create(
            @Valid @RequestBody InstanceOfferingRequest body, HttpServletRequest request) {
        UUID id = Ids.next();
        return idempotency.once(
                request,
                Projects.DEFAULT,
                body,
                () ->
                        routes.create(
                                "/v1/instance-offerings", id, body.name(), () -> insert(id, body)));
    }

    private void insert(UUID id, InstanceOfferingRequest body) {
        if (body.memoryBytes() % MIB != 0) {
            throw ApiProblem.invalid("/memoryBytes", "must be a multiple of " + MIB + " (1 MiB)");
        }
        house.jdbc()
                .sql(
                        """
                        insert into instance_offering (id, name, description, labels, delete_protection, cpus, memory_bytes,
                            root_bytes)
                        values (:id, :name, :description, :labels::jsonb, :deleteProtection, :cpus, :memory, :root)
                        """)
                .param("id", id)
                .param("name", body.name())
                .param("description", Objects.requireNonNullElse(body.description(), ""))
                .param("labels", Payloads.mapper().writeValueAsString(Checks.labels(body.labels())))
                .param("deleteProtection", Boolean.TRUE.equals(body.deleteProtection()))
                .param("cpus", body.cpus())
                .param("memory", body.memoryBytes())
                .param("root", body.rootBytes())
                .update();
    }

    @PatchMapping("/{nameOrId}")
    ResponseEntity<InstanceOfferingView> patch(
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
