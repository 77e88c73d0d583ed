package io.durastack.inventory.operation;

import io.durastack.inventory.list.Column;
import io.durastack.inventory.list.Condition;
import io.durastack.inventory.list.Keys;
import io.durastack.inventory.list.ResourceTable;

/** How debts are read, paid ones too. They carry the labels of their operation. */
public final class DebtTable {

    private static final String OF_HOST =
            "d.host_id in (select id from host where id::text = :value or (name = :value and deleted_at is null))";

    private DebtTable() {}

    /** The table, as lists and pages read it. */
    public static ResourceTable<DebtRecord> create() {
        return new ResourceTable<>(
                        DebtRecord.class,
                        """
                        select jsonb_build_object('id', d.id, 'createdAt', d.created_at, 'operationId', d.operation_id,
                            'operationKind', d.kind, 'resourceKind', d.resource_kind, 'resourceId', d.resource_id,
                            'resourceName', d.resource_name, 'hostId', d.host_id,
                            'hostName', coalesce(d.name, d.removal #>> '{host,name}'),
                            'hostState', case when not d.gone then d.observed_state end, 'hostStateAt', d.observed_at,
                            'removal', d.removal, 'reason', d.reason, 'guestMayRun', d.guest_may_run,
                            'settlement', coalesce(d.paid_by, (
                                select s.id from operation s where s.resource_id = d.host_id and s.kind = 'host.settle'
                                    and s.state in ('PENDING', 'RUNNING', 'HELD') and d.paid_at is null
                                order by s.id desc limit 1)),
                            'paidAt', d.paid_at) as view
                        from (
                            select d.*, o.kind, o.resource_kind, o.resource_id, o.resource_name, o.labels, o.project_id,
                                h.name, h.observed_state, h.observed_at, coalesce(h.deleted_at is not null, true) as gone
                            from debt d join operation o on o.id = d.operation_id left join host h on h.id = d.host_id) d
                        """,
                        "d",
                        false)
                .field("name", Column.text("d.name").orNull())
                .filter("host", host -> new Condition(OF_HOST, host))
                .filter("operation", id -> new Condition("d.operation_id = :value", Keys.id(id)))
                .filter("paid", paid -> Condition.flag("(d.paid_at is not null)", paid));
    }
}
