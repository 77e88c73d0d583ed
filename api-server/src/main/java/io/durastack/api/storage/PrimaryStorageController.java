package io.durastack.api.storage;

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
import io.durastack.api.rest.HostPaths;
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
import io.durastack.workflows.operation.OnFailure;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.storage.CreatePrimaryStorage;
import io.durastack.workflows.storage.CreatePrimaryStorageRequest;
import io.durastack.workflows.storage.DeletePrimaryStorage;
import io.durastack.workflows.storage.DeletePrimaryStorageRequest;
import io.durastack.workflows.storage.StorageId;
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
                    .reference("cluster", "c.name", "s.cluster_id")
                    .field("state", "s.state");

    private final House house;
    private final Idempotency idempotency;
    private final Operations operations;
    private final OperationDefaults defaults;
    private final Deletes deletes;
    private final DefinitionRoutes<PrimaryStorageView> routes;

    PrimaryStorageController(
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
    @Answers(value = PrimaryStorageView.class, operation = true)
    ResponseEntity<?> create(
            @Valid @RequestBody PrimaryStorageRequest body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            HttpServletRequest request) {
        Requester requester = Caller.current().requester(request);
        ResponseEntity<?> answer =
                idempotency.once(request, Projects.DEFAULT, body, () -> accept(body, requester));
        return operations.afterwards(answer, prefer, routes::viewOrNull);
    }

    private ResponseEntity<?> accept(PrimaryStorageRequest body, Requester requester) {
        UUID cluster = References.use(house, Definitions.CLUSTER, "/cluster", body.cluster());
        HostPaths.refuseWaysUp("/path", body.path());
        HostPaths.refuseStorageOutside(house, cluster, body.path());
        StorageId storage = StorageId.next();
        ZoneId zone = insert(storage.value(), cluster, body);
        Owed.FOLDER.refuse(house, cluster, body.path());
        return operations.accept(
                defaults.onWhole(
                        CreatePrimaryStorage.KIND,
                        new ResourceRef(routes.kind(), storage.value(), body.name()),
                        zone,
                        Checks.labels(body.labels()),
                        Priority.BULK,
                        OnFailure.ROLL_BACK,
                        new CreatePrimaryStorageRequest(storage, body.path()),
                        requester),
                routes.view(storage.value()));
    }

    private ZoneId insert(UUID id, UUID cluster, PrimaryStorageRequest body) {
        return house.jdbc()
                .sql(
                        """
                        insert into primary_storage (id, zone_id, cluster_id, name, description, labels, delete_protection,
                            kind, scope, state, path)
                        select :id, c.zone_id, c.id, :name, :description, :labels::jsonb, :deleteProtection, :kind, 'HOST',
                            'CREATING', :path
                        from cluster c where c.id = :cluster
                        returning zone_id
                        """)
                .param("id", id)
                .param("name", body.name())
                .param("description", Objects.requireNonNullElse(body.description(), ""))
                .param("labels", Payloads.mapper().writeValueAsString(Checks.labels(body.labels())))
                .param("deleteProtection", Boolean.TRUE.equals(body.deleteProtection()))
                .param("cluster", cluster)
                .param("kind", body.kind())
                .param("path", body.path())
                .query((row, index) -> new ZoneId(row.getObject(1, UUID.class)))
                .single();
    }

    @PatchMapping("/{nameOrId}")
    ResponseEntity<PrimaryStorageView> patch(
            @PathVariable String nameOrId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DefinitionPatch body) {
        return routes.patch(nameOrId, ifMatch, body);
    }

    @DeleteMapping("/{nameOrId}")
    @Answers(value = PrimaryStorageView.class, status = 200, operation = true)
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

    /**
     * Takes a storage, whose row is locked, out of use, and says what removes it. Whoever places a
     * VM there shares that lock, so its volumes were seen, or it sees that the storage goes.
     */
    private NewOperation delete(Definition.Head head, Requester requester) {
        Definitions.PRIMARY_STORAGE.deleting(house.jdbc(), head.id());
        return defaults.onWhole(
                DeletePrimaryStorage.KIND,
                new ResourceRef(routes.kind(), head.id(), head.name()),
                zoneOf(head.id()),
                head.labels(),
                Priority.URGENT,
                OnFailure.HOLD,
                new DeletePrimaryStorageRequest(new StorageId(head.id())),
                requester);
    }

    private ZoneId zoneOf(UUID storage) {
        return house.jdbc()
                .sql("select zone_id from primary_storage where id = :id")
                .param("id", storage)
                .query((row, index) -> new ZoneId(row.getObject(1, UUID.class)))
                .single();
    }
}
