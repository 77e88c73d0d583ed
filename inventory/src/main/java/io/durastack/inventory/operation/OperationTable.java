package io.durastack.inventory.operation;

import io.durastack.inventory.list.ResourceTable;

/** How operations are read. Lists never ask the engine: all that they show stands in the row. */
public final class OperationTable {

    private static final String ATTENTION =
            "(o.state = 'HELD' or o.attention is not null or o.debts > 0)";

    private OperationTable() {}

    /** The table, as lists and pages read it. */
    public static ResourceTable<OperationRecord> create() {
        return new ResourceTable<>(
                        OperationRecord.class,
                        """
                        select jsonb_build_object('id', o.id, 'kind', o.kind, 'state', o.state, 'resourceKind', o.resource_kind,
                            'resourceId', o.resource_id, 'resourceName', o.resource_name, 'projectId', o.project_id,
                            'zoneId', o.zone_id, 'run', o.run, 'onFailure', o.on_failure, 'steps', o.steps, 'error', o.error,
                            'attention', o.attention, 'decision', o.decision, 'debts', o.debts,
                            'cancelRequested', o.cancel_requested_at is not null,
                            'late', o.finished_at is null and o.deadline < now(), 'waitsFor', o.waits_for, 'labels', o.labels,
                            'requestedBy', o.actor, 'requestId', o.request_id, 'createdAt', o.created_at,
                            'startedAt', o.started_at, 'finishedAt', o.finished_at) as view
                        from operation o
                        """,
                        "o",
                        false)
                .field("name", "o.resource_name")
                .field("state", "o.state")
                .field("kind", "o.kind")
                .field("resource", "o.resource_id")
                .field("requestedBy", "o.actor")
                .field("zone", "o.zone_id")
                .field("attention", ATTENTION)
                .field("late", "(o.finished_at is null and o.deadline < now())");
    }
}
