package io.durastack.api.image;

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
import io.durastack.workflows.image.CreateImage;
import io.durastack.workflows.image.CreateImageRequest;
import io.durastack.workflows.image.DeleteImage;
import io.durastack.workflows.image.DeleteImageRequest;
import io.durastack.workflows.image.ImageId;
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
@RequestMapping("/v1/images")
class ImageController {

    private static final ResourceTable<ImageView> TABLE =
            new ResourceTable<>(
                            ImageView.class,
                            """
                            select jsonb_build_object('id', i.id, 'name', i.name, 'description', i.description, 'labels', i.labels, 'generation', i.generation,
                                'deleteProtection', i.delete_protection, 'createdAt', i.created_at, 'updatedAt', i.updated_at,
                                'zoneId', i.zone_id, 'zone', z.name, 'state', i.state, 'source', i.source, 'sha256', i.sha256,
                                'format', i.format, 'virtualBytes', i.virtual_bytes,
                                'fileBytes', i.file_bytes) as view
                            from image i join zone z on z.id = i.zone_id
                            """,
                            "i",
                            true)
                    .reference("zone", "z.name", "i.zone_id")
                    .field("state", "i.state");

    private final House house;
    private final Idempotency idempotency;
    private final Operations operations;
    private final OperationDefaults defaults;
    private final Deletes deletes;
    private final DefinitionRoutes<ImageView> routes;

    ImageController(
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
                new DefinitionRoutes<>(house, Definitions.IMAGE, TABLE)
                        .usedBy(
                                "VMs",
                                "select count(*) from vm where image_id = :id and deleted_at is null")
                        .usedBy(
                                "volumes that are owed to hosts",
                                """
                                select count(*) from storage_grant g join volume v on v.id = g.volume_id
                                where v.image_id = :id and g.owed
                                """);
    }

    @GetMapping
    Page<ImageView> list(HttpServletRequest request) {
        return routes.list(request);
    }

    @GetMapping("/{nameOrId}")
    ResponseEntity<ImageView> show(@PathVariable String nameOrId) {
        return Etags.ok(routes.show(nameOrId));
    }

    @PostMapping
    @Answers(value = ImageView.class, operation = true)
    ResponseEntity<?> create(
            @Valid @RequestBody ImageRequest body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            HttpServletRequest request) {
        Requester requester = Caller.current().requester(request);
        ResponseEntity<?> answer =
                idempotency.once(request, Projects.DEFAULT, body, () -> accept(body, requester));
        return operations.afterwards(answer, prefer, routes::viewOrNull);
    }

    private ResponseEntity<?> accept(ImageRequest body, Requester requester) {
        UUID zone = References.use(house, Definitions.ZONE, "/zone", body.zone());
        ImageId image = ImageId.next();
        insert(image.value(), zone, body);
        return operations.accept(
                defaults.onWhole(
                        CreateImage.KIND,
                        new ResourceRef(routes.kind(), image.value(), body.name()),
                        new ZoneId(zone),
                        Checks.labels(body.labels()),
                        Priority.BULK,
                        OnFailure.ROLL_BACK,
                        new CreateImageRequest(image, body.source().url(), body.source().sha256()),
                        requester),
                routes.view(image.value()));
    }

    private void insert(UUID id, UUID zone, ImageRequest body) {
        house.jdbc()
                .sql(
                        """
                        insert into image (id, zone_id, name, description, labels, delete_protection, state, source, sha256)
                        values (:id, :zone, :name, :description, :labels::jsonb, :deleteProtection, 'CREATING', :source,
                            :sha256)
                        """)
                .param("id", id)
                .param("name", body.name())
                .param("description", Objects.requireNonNullElse(body.description(), ""))
                .param("labels", Payloads.mapper().writeValueAsString(Checks.labels(body.labels())))
                .param("deleteProtection", Boolean.TRUE.equals(body.deleteProtection()))
                .param("zone", zone)
                .param("source", body.source().url())
                .param("sha256", body.source().sha256())
                .update();
    }

    @PatchMapping("/{nameOrId}")
    ResponseEntity<ImageView> patch(
            @PathVariable String nameOrId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DefinitionPatch body) {
        return routes.patch(nameOrId, ifMatch, body);
    }

    @DeleteMapping("/{nameOrId}")
    @Answers(value = ImageView.class, status = 200, operation = true)
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

    /** Takes an image, whose row is locked, out of use, and says what removes it. */
    private NewOperation delete(Definition.Head head, Requester requester) {
        Definitions.IMAGE.deleting(house.jdbc(), head.id());
        return defaults.onWhole(
                DeleteImage.KIND,
                new ResourceRef(routes.kind(), head.id(), head.name()),
                new ZoneId(routes.view(head.id()).zoneId()),
                head.labels(),
                Priority.URGENT,
                OnFailure.HOLD,
                new DeleteImageRequest(new ImageId(head.id())),
                requester);
    }
}
