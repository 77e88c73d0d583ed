package io.durastack.inventory.list;

import io.durastack.workflows.engine.Payloads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/**
 * What all resources have in common: name, description, labels, delete protection and a generation.
 * Statements of this class take the row's lock first.
 *
 * @param table its table; always a constant of ours
 * @param kind as in paths of events: {@code zone}
 */
public record Definition(String table, String kind) {

    /**
     * What can be changed without an operation; null leaves a field as it is, and the value null
     * takes a label away.
     */
    public record Change(
            @Nullable String name,
            @Nullable String description,
            @Nullable Map<String, @Nullable String> labels,
            @Nullable Boolean deleteProtection) {}

    /** The head of a row, locked. */
    public record Head(
            UUID id,
            String name,
            long generation,
            boolean deleteProtection,
            Map<String, String> labels) {

        static Head of(ResultSet row, int index) throws SQLException {
            return new Head(
                    row.getObject("id", UUID.class),
                    row.getString("name"),
                    row.getLong("generation"),
                    row.getBoolean("delete_protection"),
                    Payloads.mapper().readValue(row.getString("labels"), new TypeReference<>() {}));
        }
    }

    /** Finds the id of what is not deleted by its name, or by the text of its id. */
    public Optional<UUID> find(JdbcClient jdbc, String nameOrId) {
        return jdbc.sql(
                        "select id from "
                                + table
                                + " where deleted_at is null and (name = :key or id = :id)")
                .param("key", nameOrId)
                .param("id", Keys.asId(nameOrId), Types.OTHER)
                .query((row, index) -> row.getObject(1, UUID.class))
                .optional();
    }

    /** Locks the row; empty when it is not there or deleted. */
    public Optional<Head> lock(JdbcClient jdbc, UUID id) {
        return jdbc.sql(
                        "select id, name, generation, delete_protection, labels from "
                                + table
                                + " where id = :id and deleted_at is null for update")
                .param("id", id)
                .query(Head::of)
                .optional();
    }

    /**
     * Finds what is not deleted by its name or the text of its id, and locks it against change for
     * as long as it is used.
     */
    public Optional<UUID> use(JdbcClient jdbc, String nameOrId) {
        return using(jdbc, nameOrId, "id")
                .query((row, index) -> row.getObject(1, UUID.class))
                .optional();
    }

    /**
     * The same, with what else is to be known of it, in one statement.
     *
     * @param columns always a constant of ours
     * @param type a record of the columns
     */
    public <T> Optional<T> use(JdbcClient jdbc, String nameOrId, String columns, Class<T> type) {
        return using(jdbc, nameOrId, columns).query(type).optional();
    }

    private JdbcClient.StatementSpec using(JdbcClient jdbc, String nameOrId, String columns) {
        return jdbc.sql(
                        "select "
                                + columns
                                + " from "
                                + table
                                + " where deleted_at is null and (name = :key or id = :id) for share")
                .param("key", nameOrId)
                .param("id", Keys.asId(nameOrId), Types.OTHER);
    }

    /** Changes what needs no operation. */
    public void change(JdbcClient jdbc, UUID id, Change change) {
        jdbc.sql(
                        "update "
                                + table
                                + """
                                 set name = coalesce(:name, name), description = coalesce(:description, description),
                                    labels = jsonb_strip_nulls(labels || coalesce(:labels::jsonb, '{}')),
                                    delete_protection = coalesce(:deleteProtection, delete_protection),
                                    generation = generation + 1, updated_at = now()
                                where id = :id
                                """)
                .param("name", change.name())
                .param("description", change.description())
                .param(
                        "labels",
                        change.labels() == null
                                ? null
                                : Payloads.mapper().writeValueAsString(change.labels()))
                .param("deleteProtection", change.deleteProtection())
                .param("id", id)
                .update();
    }

    /** Says that an operation deletes it; its row is locked. */
    public void deleting(JdbcClient jdbc, UUID id) {
        jdbc.sql("update " + table + " set state = 'DELETING', updated_at = now() where id = :id")
                .param("id", id)
                .update();
    }

    /** Makes it a deleted one. */
    public void delete(JdbcClient jdbc, UUID id) {
        jdbc.sql(
                        "update "
                                + table
                                + " set deleted_at = now(), generation = generation + 1, updated_at = now() where id = :id")
                .param("id", id)
                .update();
    }
}
