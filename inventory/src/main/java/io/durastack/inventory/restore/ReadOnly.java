package io.durastack.inventory.restore;

import io.durastack.workflows.engine.Payloads;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether nothing may be changed, as nobody has looked yet at what a restore has brought. */
public final class ReadOnly {

    /** Since when, and why. */
    public record State(OffsetDateTime since, String reason) {}

    private final JdbcClient jdbc;

    public ReadOnly(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when all may be changed. */
    public Optional<State> state() {
        return jdbc.sql(
                        """
                        select read_only_since as since, coalesce(read_only_reason, '') as reason from installation
                        where read_only_since is not null
                        """)
                .query(new DataClassRowMapper<>(State.class))
                .optional();
    }

    /** Locks the state, for whoever ends it. */
    public Optional<State> lock() {
        return jdbc.sql(
                        """
                        select read_only_since as since, coalesce(read_only_reason, '') as reason from installation
                        where read_only_since is not null for update
                        """)
                .query(new DataClassRowMapper<>(State.class))
                .optional();
    }

    /** Everything may be changed again. */
    public void end(String actor, String reason) {
        jdbc.sql(
                        """
                        update installation set read_only_since = null, read_only_reason = null,
                            accepted = :accepted::jsonb || jsonb_build_object('at', now())
                        """)
                .param(
                        "accepted",
                        Payloads.mapper().writeValueAsString(Map.of("by", actor, "reason", reason)))
                .update();
    }
}
