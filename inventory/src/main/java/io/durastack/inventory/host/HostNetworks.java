package io.durastack.inventory.host;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.network.HostNetwork;
import io.durastack.workflows.network.HostNetworkSource;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Renders what the bridges of a host shall be: those of all L2 networks of its zone that it is
 * plugged into, from the first step of their create to that of their delete.
 */
public final class HostNetworks implements HostNetworkSource {

    private final JdbcClient jdbc;

    public HostNetworks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One statement, so generation and content are of one snapshot. */
    @Override
    public HostNetwork read(HostId host) {
        return jdbc.sql(
                        """
                        select jsonb_build_object('host', h.id, 'generation', g.generation, 'bridges', (
                            select coalesce(jsonb_agg(jsonb_build_object('network', l.id, 'bridge', l.bridge,
                                'device', d.device, 'vlan', l.vlan) order by l.bridge), '[]')
                            from l2_network l
                            left join host_device d on d.host_id = h.id and d.physical_network = l.physical_network
                            where l.zone_id = h.zone_id and l.rendered and l.deleted_at is null
                                and (l.physical_network is null or d.device is not null)))
                        from host h join host_network g on g.host_id = h.id where h.id = :host
                        """)
                .param("host", host.value())
                .query(String.class)
                .optional()
                .map(json -> Payloads.mapper().readValue(json, HostNetwork.class))
                .orElseThrow(() ->
                        new StepFailure(
                                FailureCode.HOST_UNKNOWN,
                                "host " + host + " is not in the inventory"));
    }

    /**
     * What is rendered on a zone's hosts changes with this transaction, so the generations do. In
     * the order of the hosts, so that two at once wait for each other and do not lock crosswise.
     */
    public void raise(UUID zone) {
        jdbc.sql(
                        """
                        with locked as (
                            select g.host_id from host_network g join host h on h.id = g.host_id
                            where h.zone_id = :zone order by g.host_id for update of g
                        )
                        update host_network g set generation = g.generation + 1 from locked where g.host_id = locked.host_id
                        """)
                .param("zone", zone)
                .update();
    }
}
