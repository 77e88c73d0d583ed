package io.durastack.inventory.event;

import io.durastack.workflows.engine.Payloads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Reads events in the order of their commits. A serial number is not that order: a transaction with
 * a lower one may commit later. So events are ordered by transaction, and read only below the
 * oldest transaction that is still open: what is read once has nothing before it that comes later.
 */
public final class EventLog {

    private final JdbcClient jdbc;

    public EventLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A place in the order: everything up to it was read. */
    public record Cursor(long transaction, long number) {

        /**
         * Reads its text form.
         *
         * @throws IllegalArgumentException when it is none
         */
        public static Cursor of(String text) {
            String[] parts = text.split("-", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("no cursor: " + text);
            }
            return new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }

        @Override
        public String toString() {
            return transaction + "-" + number;
        }
    }

    /** What is wanted; null for all. */
    public record Filter(
            @Nullable String type,
            @Nullable String resourceKind,
            @Nullable UUID resource,
            @Nullable UUID project,
            @Nullable UUID operation) {}

    /** One event. */
    public record Event(
            Cursor cursor,
            OffsetDateTime occurredAt,
            String type,
            int version,
            @Nullable UUID project,
            String resourceKind,
            UUID resource,
            String resourceName,
            @Nullable UUID operation,
            String actor,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** The place behind everything that can be read now. */
    public Cursor end() {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .query((row, index) -> new Cursor(row.getLong(1) - 1, Long.MAX_VALUE))
                .single();
    }

    /**
     * Whether events behind this place may have been deleted already, or it lies in a time that a
     * restored backup does not know.
     */
    public boolean expired(Cursor cursor) {
        return jdbc.sql(
                        """
                        select coalesce((select xid::text::bigint from event order by xid, seq limit 1) > :transaction, false)
                            and exists (select from event_horizon where transaction > :transaction)
                            or :transaction >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                        """)
                .param("transaction", cursor.transaction())
                .query(Boolean.class)
                .single();
    }

    /** The next events behind a place. */
    public List<Event> after(Cursor cursor, Filter filter, int most) {
        return jdbc.sql(
                        """
                        select * from event
                        where (xid, seq) > (:transaction::text::xid8, :number) and xid < pg_snapshot_xmin(pg_current_snapshot())
                            and (:type::text is null or type = :type)
                            and (:kind::text is null or resource_kind = :kind)
                            and (:resource::uuid is null or resource_id = :resource)
                            and (:project::uuid is null or project_id = :project)
                            and (:operation::uuid is null or operation_id = :operation)
                        order by xid, seq limit :most
                        """)
                .param("transaction", Long.toString(cursor.transaction()))
                .param("number", cursor.number())
                .param("type", filter.type())
                .param("kind", filter.resourceKind())
                .param("resource", filter.resource())
                .param("project", filter.project())
                .param("operation", filter.operation())
                .param("most", most)
                .query(EventLog::read)
                .list();
    }

    private static Event read(ResultSet row, int index) throws SQLException {
        return new Event(
                new Cursor(row.getLong("xid"), row.getLong("seq")),
                row.getObject("occurred_at", OffsetDateTime.class),
                row.getString("type"),
                row.getInt("version"),
                row.getObject("project_id", UUID.class),
                row.getString("resource_kind"),
                row.getObject("resource_id", UUID.class),
                row.getString("resource_name"),
                row.getObject("operation_id", UUID.class),
                row.getString("actor"),
                json(row.getString("before")),
                json(row.getString("after")));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Payloads.mapper().readTree(text);
    }
}
