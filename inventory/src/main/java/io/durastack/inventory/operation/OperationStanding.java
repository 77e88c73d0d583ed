package io.durastack.inventory.operation;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.operation.Direction;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.StepPolicy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What of an operation's row matters to who asks why it stands where it stands, and to nobody else.
 *
 * @param now by the clock of the database, as are the others
 * @param since when it came to stand like this
 * @param inOutbox whether it waits to be started, or to be started again
 * @param direction where it goes, or went before it was held
 * @param host where its resource is, or what its resource is; null where that is not known yet
 */
public record OperationStanding(
        Instant now,
        Instant since,
        boolean inOutbox,
        Direction direction,
        StepPolicy policy,
        @Nullable Instant cancelRequestedAt,
        @Nullable Host host) {

    private static final String READ =
            """
            select jsonb_build_object('now', now(), 'since', coalesce(o.finished_at, o.state_since, o.started_at, o.created_at),
                'inOutbox', o.dispatched_at is null and o.state in ('PENDING', 'RUNNING', 'UNWINDING') and o.waits_for is null,
                'direction', o.direction, 'policy', o.policy, 'cancelRequestedAt', o.cancel_requested_at,
                'host', (select jsonb_build_object('id', h.id, 'name', h.name, 'pool', h.pool, 'state', h.observed_state,
                        'at', h.observed_at, 'reason', h.observed_reason)
                    from host h where h.deleted_at is null and h.id = case o.resource_kind when 'host' then o.resource_id when 'vm' then coalesce(
                        (select p.host_id from placement p where p.vm_id = o.resource_id and not p.owed limit 1),
                        (select v.host_id from vm v where v.id = o.resource_id)) end))::text
            from operation o where o.id = :id
            """;

    /**
     * A host as it was seen last.
     *
     * @param reason why it does not answer; for operators
     */
    public record Host(
            UUID id,
            String name,
            String pool,
            String state,
            @Nullable Instant at,
            @Nullable String reason) {

        public boolean silent() {
            return state.equals("SILENT");
        }
    }

    /** Reads that of an operation which is there. */
    public static OperationStanding of(JdbcClient jdbc, OperationId id) {
        String json = jdbc.sql(READ).param("id", id.value()).query(String.class).single();
        return Payloads.mapper().readValue(json, OperationStanding.class);
    }
}
