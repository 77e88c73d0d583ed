package io.durastack.api.rest;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.security.Caller;
import io.durastack.inventory.list.Definition;
import io.durastack.inventory.list.Page;
import io.durastack.inventory.list.ResourceTable;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * What the routes of all resources do alike: list, show, change what needs no operation, delete
 * what nobody uses.
 *
 * @param <V> what people see of it
 */
public final class DefinitionRoutes<V extends Versioned> {

    private final House house;
    private final Definition definition;
    private final ResourceTable<V> table;
    private final Map<String, String> users = new LinkedHashMap<>();

    public DefinitionRoutes(House house, Definition definition, ResourceTable<V> table) {
        this.house = house;
        this.definition = definition;
        this.table = table;
    }

    /**
     * Something that uses it, so that it cannot be deleted.
     *
     * @param what for people, in the plural
     * @param query counts them, by {@code :id}
     */
    public DefinitionRoutes<V> usedBy(String what, String query) {
        users.put(what, query);
        return this;
    }

    /** What it is: the kind in events, claims and operations. */
    public String kind() {
        return definition.kind();
    }

    /** One page of all. */
    public Page<V> list(HttpServletRequest request) {
        return table.list(house.jdbc(), ListParameters.of(request), "", null);
    }

    /** The one of this name or id. */
    public V show(String nameOrId) {
        return view(id(nameOrId));
    }

    /** Its id, for a route that names it in its path. */
    public UUID id(String nameOrId) {
        return definition
                .find(house.jdbc(), nameOrId)
                .orElseThrow(() ->
                        ApiProblem.of(
                                ProblemCode.NOT_FOUND,
                                "there is no " + definition.kind() + " '" + nameOrId + "'"));
    }

    /** What people see of it now; null where it is no more, for the answer of what removed it. */
    public @Nullable V viewOrNull(UUID id) {
        return table.byId(house.jdbc(), id).orElse(null);
    }

    /** What people see of it now. */
    public V view(UUID id) {
        return table.byId(house.jdbc(), id)
                .orElseThrow(() ->
                        ApiProblem.of(
                                ProblemCode.NOT_FOUND,
                                "there is no " + definition.kind() + " " + id));
    }

    /**
     * Makes one: runs the inserts and writes the event in one transaction.
     *
     * @param insert locks what it uses, then writes; the event comes after it
     */
    public ResponseEntity<V> create(String path, UUID id, String name, Runnable insert) {
        String actor = Caller.current().name();
        V made =
                house.transactions()
                        .run(() -> {
                            insert.run();
                            house.events()
                                    .write(
                                            definition.kind() + ".created",
                                            definition.kind(),
                                            id,
                                            name,
                                            null,
                                            actor,
                                            Map.of("name", name));
                            return view(id);
                        });
        return ResponseEntity.created(URI.create(path + "/" + id))
                .eTag(Etags.of(made.generation()))
                .body(made);
    }

    /** Changes what needs no operation. */
    public ResponseEntity<V> patch(
            String nameOrId, @Nullable String ifMatch, DefinitionPatch patch) {
        return patch(nameOrId, ifMatch, patch, id -> {});
    }

    /** Like {@link #patch(String, String, DefinitionPatch)}, with more of its own. */
    public ResponseEntity<V> patch(
            String nameOrId,
            @Nullable String ifMatch,
            DefinitionPatch patch,
            java.util.function.Consumer<UUID> more) {
        Checks.labelChanges(patch.labels());
        String actor = Caller.current().name();
        return Etags.ok(
                house.transactions()
                        .run(() -> {
                            Definition.Head head = lock(nameOrId);
                            Etags.check(ifMatch, head.generation());
                            definition.change(house.jdbc(), head.id(), patch.change());
                            more.accept(head.id());
                            house.events()
                                    .write(
                                            definition.kind() + ".updated",
                                            definition.kind(),
                                            head.id(),
                                            head.name(),
                                            null,
                                            actor,
                                            changed(patch));
                            return view(head.id());
                        }));
    }

    private static Map<String, ?> changed(DefinitionPatch patch) {
        Map<String, Object> changed = new LinkedHashMap<>();
        if (patch.name() != null) {
            changed.put("name", Objects.requireNonNull(patch.name()));
        }
        if (patch.labels() != null) {
            changed.put("labels", Objects.requireNonNull(patch.labels()));
        }
        return changed;
    }

    /** The row of it, locked, inside a transaction. */
    public Definition.Head lock(String nameOrId) {
        return definition
                .lock(house.jdbc(), id(nameOrId))
                .orElseThrow(() ->
                        ApiProblem.of(
                                ProblemCode.NOT_FOUND,
                                "there is no " + definition.kind() + " '" + nameOrId + "'"));
    }

    /** Deletes it, if nobody uses it. */
    public ResponseEntity<Void> delete(String nameOrId, @Nullable String ifMatch) {
        return delete(nameOrId, ifMatch, id -> {});
    }

    /** Like {@link #delete(String, String)}, with more of its own in the same transaction. */
    public ResponseEntity<Void> delete(
            String nameOrId, @Nullable String ifMatch, java.util.function.Consumer<UUID> more) {
        String actor = Caller.current().name();
        return house.transactions()
                .run(() -> {
                    Definition.Head head = lock(nameOrId);
                    refuseDelete(head, ifMatch);
                    definition.delete(house.jdbc(), head.id());
                    more.accept(head.id());
                    house.events()
                            .write(
                                    definition.kind() + ".deleted",
                                    definition.kind(),
                                    head.id(),
                                    head.name(),
                                    null,
                                    actor,
                                    Map.of());
                    return ResponseEntity.noContent().build();
                });
    }

    /** Refuses to delete what is protected, in use, or not as the caller knows it. */
    public void refuseDelete(Definition.Head head, @Nullable String ifMatch) {
        Etags.check(ifMatch, head.generation());
        if (head.deleteProtection()) {
            throw ApiProblem.of(
                    ProblemCode.PROTECTED,
                    definition.kind() + " '" + head.name() + "' is protected");
        }
        Map<String, Long> using = new LinkedHashMap<>();
        users.forEach((what, query) -> {
            long count = house.jdbc().sql(query).param("id", head.id()).query(Long.class).single();
            if (count > 0) {
                using.put(what, count);
            }
        });
        if (!using.isEmpty()) {
            String text =
                    String.join(
                            ", ",
                            using.entrySet().stream()
                                    .map(it -> it.getValue() + " " + it.getKey())
                                    .toList());
            throw ApiProblem.withBreakdown(
                    ProblemCode.IN_USE,
                    definition.kind() + " '" + head.name() + "' is used by " + text,
                    using);
        }
    }
}
