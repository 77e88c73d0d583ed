package io.durastack.inventory.operation;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives the claims of an operation that has ended to the one that waits for them, and its place in
 * the outbox, in the transaction of the end: there is no moment at which a third could come in
 * between.
 */
final class OperationHandOver {

    private static final String HAND_OVER =
            """
            with next as (
                update operation set waits_for = null, turn = t.turn, run_turn = t.turn
                from (select nextval('turn') as turn) t
                where waits_for = :ended
                returning id, resource_kind, resource_id
            )
            insert into claim (resource_kind, resource_id, aspect, exclusive, operation_id)
            select n.resource_kind, n.resource_id, a.aspect, true, n.id
            from next n cross join unnest(array['LIFECYCLE', 'DEVICES', 'DATA', 'CONFIG']) as a(aspect)
            """;

    private static final String END_WAITING =
            """
            with done as (
                update operation set waits_for = null, state = 'SUCCEEDED', started_at = now(), finished_at = now(),
                    dispatched_at = now()
                where waits_for = :ended
                returning id, kind, project_id, resource_kind, resource_id, resource_name, actor
            )
            insert into event (type, project_id, resource_kind, resource_id, resource_name, operation_id, actor, after)
            select 'operation.succeeded', project_id, resource_kind, resource_id, resource_name, id, actor,
                jsonb_build_object('kind', kind, 'state', 'SUCCEEDED')
            from done
            """;

    private final JdbcClient jdbc;

    OperationHandOver(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The waiting one gets a turn of its own, later than any of its predecessor's; or, when the
     * resource is gone, its end: there is nothing left for it to do.
     */
    void from(LockedOperation ended, OperationEnds.Told told) {
        jdbc.sql(told.gone() ? END_WAITING : HAND_OVER).param("ended", ended.id().value()).update();
    }
}
