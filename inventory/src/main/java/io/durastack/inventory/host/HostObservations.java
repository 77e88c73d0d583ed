package io.durastack.inventory.host;

import io.durastack.workflows.host.HostId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was seen of hosts by those who spoke with them. Writes only what changes, so a host that
 * answers costs nothing.
 */
public final class HostObservations {

    private final JdbcClient jdbc;

    public HostObservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** It did not answer: new VMs are placed there last. */
    public void silent(HostId host, String reason) {
        jdbc.sql(
                        """
                        update host set observed_state = 'SILENT', observed_at = now(), observed_reason = left(:reason, 500)
                        where id = :host and observed_state <> 'SILENT'
                        """)
                .param("reason", reason)
                .param("host", host.value())
                .update();
    }

    /** It answered. One that was declared lost is asked nothing, so whoever says this is late. */
    public void up(HostId host) {
        jdbc.sql(
                        """
                        update host set observed_state = 'UP', observed_at = now(), observed_reason = null
                        where id = :host and observed_state <> 'UP' and lost_at is null
                        """)
                .param("host", host.value())
                .update();
    }
}
