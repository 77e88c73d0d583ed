package io.durastack.inventory.operation;

import io.durastack.inventory.list.Column;
import io.durastack.inventory.list.Condition;
import io.durastack.inventory.list.ResourceTable;

/** How operations are read. Lists never ask the engine: all that they show stands in the row. */
public final class OperationTable {

    private static final String ATTENTION =
            "(o.state = 'HELD' or o.attention is not null or o.debts > 0)";

    private static final String LATE =
            "(o.state in ('PENDING', 'RUNNING', 'UNWINDING', 'HELD') and o.deadline < now())";

    /**
     * What has to do with a host: the operations of itself, of the VMs that are placed there or ran
     * there last, those that hold something there, and those that owe it something or did. Arrays,
     * so that it starts from the host, whatever the planner thinks of the number of operations.
     */
    private static final String OF_HOST =
            """
            o.id = any(array(
                with h as materialized (
                    select id from host where id::text = :value or (name = :value and deleted_at is null)
                ), concerned as (
                    select id from h
                    union select p.vm_id from h join placement p on p.host_id = h.id
                    union select v.id from h join vm v on v.host_id = h.id where v.deleted_at is null
                )
                select x.id from operation x where x.resource_id = any(array(select id from concerned))
                union select p.operation_id from h join placement p on p.host_id = h.id
                union select g.operation_id from h join storage_grant g on g.host_id = h.id
                union select d.operation_id from h join debt d on d.host_id = h.id))
            """;

    private static final String IN_ZONE =
            "o.zone_id = (select id from zone where name = :value and deleted_at is null)";

    private OperationTable() {}

    /** The table, as lists and pages read it. */
    public static ResourceTable<OperationRecord> create() {
        return new ResourceTable<>(
                        OperationRecord.class,
                        """
                        select jsonb_build_object('id', o.id, 'kind', o.kind, 'state', o.state, 'resourceKind', o.resource_kind,
                            'resourceId', o.resource_id, 'resourceName', o.resource_name, 'projectId', o.project_id,
                            'zoneId', o.zone_id, 'run', o.run, 'onFailure', o.on_failure, 'steps', o.steps, 'error', o.error,
                            'attention', o.attention, 'decision', o.decision, 'decisions', o.decisions, 'debts', o.debts,
                            'cancelRequested', o.cancel_requested_at is not null,
                            'deadline', o.deadline, 'late', o.finished_at is null and o.deadline < now(), 'waitsFor', o.waits_for, 'labels', o.labels,
                            'requestedBy', o.actor, 'requestId', o.request_id, 'createdAt', o.created_at,
                            'startedAt', o.started_at, 'finishedAt', o.finished_at) as view
                        from operation o
                        """,
                        "o",
                        false)
                .field("name", "o.resource_name")
                .field("state", "o.state")
                .field("kind", "o.kind")
                .filter("resource", OperationTable::ofResource)
                .filter("host", host -> new Condition(OF_HOST, host))
                .field("requestedBy", "o.actor")
                .field("zone", Column.id("o.zone_id").orNull())
                .filter("zone", zone -> Condition.nameOrId(zone, IN_ZONE, "o.zone_id = :value"))
                .filter("attention", wanted -> Condition.flag(ATTENTION, wanted))
                .filter("late", wanted -> Condition.flag(LATE, wanted));
    }

    private static Condition ofResource(String nameOrId) {
        return Condition.nameOrId(nameOrId, "o.resource_name = :value", "o.resource_id = :value");
    }
}
