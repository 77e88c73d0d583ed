package io.durastack.inventory.host;

import io.durastack.workflows.host.HostId;
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

    /** The host is a deleted one: its row stays, and nothing else. */
    void markDeleted(HostId host) {
        jdbc.sql(
                        """
                        with capacity as (delete from host_capacity where host_id = :host),
                            room as (delete from storage_capacity where host_id = :host),
                            network as (delete from host_network where host_id = :host),
                            devices as (delete from host_device where host_id = :host),
                            copies as (delete from image_copy where host_id = :host)
                        update host set state = 'DELETED', deleted_at = now(), ssh_key = null,
                            generation = generation + 1, updated_at = now()
                        where id = :host
                        """)
                .param("host", host.value())
                .update();
    }
}
