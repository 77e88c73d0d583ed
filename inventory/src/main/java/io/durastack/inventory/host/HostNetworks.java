package io.durastack.inventory.host;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.network.HostNetwork;
import io.durastack.workflows.network.HostNetworkSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Renders what the bridges of a host shall be: those of all L2 networks of its zone that it is
 * plugged into.
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
                            where l.zone_id = h.zone_id and l.deleted_at is null
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
}
