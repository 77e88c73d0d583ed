package io.durastack.inventory.operation;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.id.Ids;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of debts. */
public final class OperationDebts {

    private final JdbcClient jdbc;

    public OperationDebts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Hosts that an operation owes something. */
    public List<HostId> hosts(OperationId operation) {
        return jdbc.sql("select distinct host_id from debt where operation_id = :id")
                .param("id", operation.value())
                .query((row, index) -> new HostId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Writes down what an operation owes; nothing is owed to what is no host any more. */
    public void record(LockedOperation operation, List<Debt> owed) {
        owed.forEach(debt -> insert(operation, debt));
    }

    private void insert(LockedOperation operation, Debt debt) {
        Removal removal = debt.removal();
        lock(removal.host().id());
        @Nullable UUID vm =
                removal.vm() == null ? null : Objects.requireNonNull(removal.vm()).value();
        jdbc.sql(
                        """
                        with owed as (
                            insert into debt (id, operation_id, host_id, vm_id, removal, reason, guest_may_run)
                            select :id, :operation, :host, :vm, :removal::jsonb, :reason::jsonb, :guestMayRun
                            where not exists (select from host where id = :host and deleted_at is not null)
                            returning operation_id
                        )
                        update operation o set debts = o.debts + 1 from owed where o.id = owed.operation_id
                        """)
                .param("id", Ids.next())
                .param("operation", operation.id().value())
                .param("host", removal.host().id().value())
                .param("vm", vm)
                .param("removal", Payloads.mapper().writeValueAsString(removal))
                .param("reason", Payloads.mapper().writeValueAsString(debt.reason()))
                .param("guestMayRun", removal.what() == Removal.What.DOMAIN)
                .update();
    }

    /** A host that is deleted at this moment would keep a debt that nobody pays. */
    private void lock(HostId host) {
        List<Boolean> _ =
                jdbc.sql("select true from host where id = :host for share")
                        .param("host", host.value())
                        .query((row, index) -> true)
                        .list();
    }
}
