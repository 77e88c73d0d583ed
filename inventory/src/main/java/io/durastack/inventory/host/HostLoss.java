package io.durastack.inventory.host;

import io.durastack.inventory.event.Events;
import io.durastack.workflows.host.HostId;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The operator's word that a machine is off for good. From its commit on no step is sent there:
 * what was to be removed or stopped there counts as done, so what is owed to it is settled and what
 * is held there can be tried again; what needs the host fails. A step that was sent just before may
 * still be on its way, to a machine that is off.
 */
public final class HostLoss {

    private final JdbcClient jdbc;
    private final Events events;

    public HostLoss(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.events = new Events(jdbc);
    }

    /**
     * Declares it lost, in the caller's transaction, which has locked its row. A second word
     * changes nothing.
     *
     * @return false where there is no such host yet, as it is being added and nobody deletes it
     */
    public boolean declare(HostId host, String name, String by, String reason) {
        int changed =
                jdbc.sql(
                                """
                                with guest as (
                                    update vm set observed_power = 'OFF', observed_at = now(),
                                        observed_reason = left('its host is lost: ' || :reason, 500)
                                    where host_id = :host and deleted_at is null and observed_power <> 'OFF'
                                )
                                update host set state = case state when 'READY' then 'LOST' else state end, lost_at = now(),
                                    lost_by = :by, lost_reason = :reason, generation = generation + 1, updated_at = now()
                                where id = :host and lost_at is null and state in ('READY', 'DELETING')
                                """)
                        .param("host", host.value())
                        .param("by", by)
                        .param("reason", reason)
                        .update();
        if (changed == 0) {
            return jdbc.sql("select lost_at is not null from host where id = :host")
                    .param("host", host.value())
                    .query(Boolean.class)
                    .single();
        }
        events.write("host.lost", "host", host.value(), name, null, by, Map.of("reason", reason));
        return true;
    }
}
