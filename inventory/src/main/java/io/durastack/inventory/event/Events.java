package io.durastack.inventory.event;

import io.durastack.workflows.engine.Payloads;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes events of changes that are no operations, in their transaction. */
public final class Events {

    private final JdbcClient jdbc;

    public Events(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes one event. The caller has locked what it changes before its first write.
     *
     * @param type {@code zone.created}
     */
    public void write(
            String type,
            String kind,
            UUID id,
            String name,
            @Nullable UUID project,
            String actor,
            Map<String, ?> after) {
        jdbc.sql(
                        """
                        insert into event (type, project_id, resource_kind, resource_id, resource_name, actor, after)
                        values (:type, :project, :kind, :id, :name, :actor, :after::jsonb)
                        """)
                .param("type", type)
                .param("project", project)
                .param("kind", kind)
                .param("id", id)
                .param("name", name)
                .param("actor", actor)
                .param("after", Payloads.mapper().writeValueAsString(after))
                .update();
    }
}
