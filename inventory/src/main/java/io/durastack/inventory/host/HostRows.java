package io.durastack.inventory.host;

import io.durastack.workflows.host.HostId;
import io.durastack.workflows.operation.OperationId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ends of a host's operations write to its rows. */
final class HostRows {

    private final JdbcClient jdbc;

    HostRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** There never was such a host. */
    void erase(HostId host) {
        jdbc.sql("delete from host where id = :host").param("host", host.value()).update();
    }

    /** It goes on serving as it did; answers its state. */
    String backToService(HostId host) {
        return jdbc.sql(
                        """
                        update host set state = case when lost_at is null then 'READY' else 'LOST' end,
                            generation = generation + 1, updated_at = now()
                        where id = :host returning state
                        """)
                .param("host", host.value())
                .query(String.class)
                .single();
    }

    /**
     * The host is a deleted one: its row stays, and nothing else. Copies, bridges and folders that
     * it came to owe while it was being let go are gone with what it had of us; nobody could pay
     * them later.
     */
    void markDeleted(HostId host, OperationId by) {
        lockDebtors(host);
        jdbc.sql(
                        """
                        with capacity as (delete from host_capacity where host_id = :host),
                            room as (delete from storage_capacity where host_id = :host),
                            network as (delete from host_network where host_id = :host),
                            devices as (delete from host_device where host_id = :host),
                            copies as (delete from image_copy where host_id = :host),
                            gone as (update debt set paid_by = :by, paid_at = now()
                                where host_id = :host and paid_at is null and removal ->> 'what' in ('IMAGE', 'BRIDGE', 'FOLDER')
                                returning operation_id),
                            debtors as (update operation o set debts = o.debts - g.count
                                from (select operation_id, count(*) from gone group by 1) g where o.id = g.operation_id)
                        update host set state = 'DELETED', deleted_at = now(), ssh_key = null,
                            generation = generation + 1, updated_at = now()
                        where id = :host
                        """)
                .param("host", host.value())
                .param("by", by.value())
                .update();
    }

    /** Operations before hosts, as everybody locks; whoever comes to owe something locks both. */
    private void lockDebtors(HostId host) {
        List<Boolean> _ =
                jdbc.sql(
                                """
                                select true from operation where id in
                                    (select operation_id from debt where host_id = :host and paid_at is null)
                                order by id for update
                                """)
                        .param("host", host.value())
                        .query((row, index) -> true)
                        .list();
        List<Boolean> _ =
                jdbc.sql("select true from host where id = :host for update")
                        .param("host", host.value())
                        .query((row, index) -> true)
                        .list();
    }
}
