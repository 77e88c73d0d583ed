package io.durastack.inventory.operation;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.operation.OperationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Accepts operations, inside the transaction that writes their resource. A crash before the commit
 * leaves nothing; after it the operation stands in the outbox and will be started, whoever does it.
 */
public final class OperationIntake {

    private static final String ACCEPT =
            """
            with accepted as (
                insert into operation (id, project_id, zone_id, kind, resource_kind, resource_id, resource_name, state, turn,
                    run_turn, on_failure, priority, lane, request, policy, deadline, late_after, actor, token_id, request_id,
                    source_address, labels)
                select :id, :project, :zone, :kind, :resourceKind, :resource, :resourceName, 'PENDING', t.turn, t.turn,
                    :onFailure, :priority, :lane, :request::jsonb, :policy::jsonb, now() + make_interval(secs => :deadline),
                    make_interval(secs => :deadline),
                    :actor, :token, :requestId, :sourceAddress, :labels::jsonb
                from (select nextval('turn') as turn) t
                returning id
            ), claimed as (
                insert into claim (resource_kind, resource_id, aspect, exclusive, operation_id)
                select c."resourceKind", c."resourceId", c.aspect, c.exclusive, :id
                from jsonb_to_recordset(:claims::jsonb) as
                    c("resourceKind" text, "resourceId" uuid, aspect text, exclusive boolean)
            )
            insert into event (type, project_id, resource_kind, resource_id, resource_name, operation_id, actor, after)
            values ('operation.accepted', :project, :resourceKind, :resource, :resourceName, :id, :actor,
                jsonb_build_object('kind', :kind::text, 'state', 'PENDING'))
            """;

    private final JdbcClient jdbc;

    public OperationIntake(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes the operation, its claims and its event. The caller has locked the resource's row and
     * called {@link #refuseIfClaimed}, or makes the resource in this very transaction.
     */
    public void accept(NewOperation operation) {
        jdbc.sql(ACCEPT)
                .param("id", operation.id().value())
                .param("project", operation.project().value())
                .param("zone", operation.zone() == null ? null : operation.zone().value())
                .param("kind", operation.kind())
                .param("resourceKind", operation.resource().kind())
                .param("resource", operation.resource().id())
                .param("resourceName", operation.resource().name())
                .param("onFailure", operation.onFailure().name())
                .param("priority", operation.priority().rank())
                .param("lane", operation.zone() == null ? "" : operation.zone().toString())
                .param("request", json(operation.request()))
                .param("policy", json(operation.policy()))
                .param("deadline", operation.deadline().toSeconds())
                .param("actor", operation.requester().actor())
                .param("token", operation.requester().tokenId())
                .param("requestId", operation.requester().requestId())
                .param("sourceAddress", operation.requester().sourceAddress())
                .param("labels", json(operation.labels()))
                .param("claims", json(operation.claims()))
                .update();
    }

    /**
     * Accepts an operation that waits until another one has ended, and asks that one to end: it
     * gets its claims and its turn in the transaction of that end. The caller has locked the other
     * one's row and found it open.
     */
    public void acceptBehind(NewOperation operation, OperationId holder) {
        accept(
                new NewOperation(
                        operation.id(),
                        operation.kind(),
                        operation.resource(),
                        operation.project(),
                        operation.zone(),
                        operation.priority(),
                        operation.onFailure(),
                        operation.policy(),
                        operation.request(),
                        List.of(),
                        operation.requester(),
                        operation.deadline(),
                        operation.labels()));
        jdbc.sql(
                        """
                        with holder as (
                            update operation set awaited = true, cancel_requested_at = coalesce(cancel_requested_at, now())
                            where id = :holder
                        )
                        update operation set waits_for = :holder, turn = null, run_turn = null where id = :id
                        """)
                .param("holder", holder.value())
                .param("id", operation.id().value())
                .update();
    }

    /**
     * Looks for an operation that holds one of the wanted claims. The row of the resource is locked
     * by the caller, so what is found, or not found, stays true until the commit.
     */
    public Optional<ClaimConflictException> conflict(List<Claim> wanted) {
        return jdbc.sql(
                        """
                        select o.id, o.kind from jsonb_to_recordset(:wanted::jsonb) as
                            w("resourceId" uuid, aspect text, exclusive boolean)
                        join claim c on c.resource_id = w."resourceId" and c.aspect = w.aspect and (c.exclusive or w.exclusive)
                        join operation o on o.id = c.operation_id
                        order by o.id limit 1
                        """)
                .param("wanted", json(wanted))
                .query(OperationIntake::conflictOf)
                .optional();
    }

    /**
     * Refuses what another operation holds.
     *
     * @throws ClaimConflictException naming the operation in progress
     */
    public void refuseIfClaimed(List<Claim> wanted) {
        conflict(wanted)
                .ifPresent(conflict -> {
                    throw conflict;
                });
    }

    private static ClaimConflictException conflictOf(ResultSet row, int index) throws SQLException {
        return new ClaimConflictException(
                new OperationId(row.getObject("id", UUID.class)), row.getString("kind"));
    }

    private static String json(Object value) {
        return Payloads.mapper().writeValueAsString(value);
    }
}
