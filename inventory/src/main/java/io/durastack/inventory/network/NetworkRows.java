package io.durastack.inventory.network;

import io.durastack.inventory.host.HostNetworks;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.network.PluggedHost;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.zone.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The row of an L2 network, and which hosts shall have it. A network is rendered on hosts from the
 * moment it is asked for until its end is: whatever changes that raises the generation of all hosts
 * of its zone in the same transaction.
 */
public final class NetworkRows {

    private final JdbcClient jdbc;
    private final HostNetworks hosts;

    public NetworkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.hosts = new HostNetworks(jdbc);
    }

    /** The hosts that are in service and plugged into it, by name. */
    List<PluggedHost> plugged(L2NetworkId network) {
        return jdbc.sql(
                        """
                        select h.id, h.name, h.zone_id, h.pool, g.generation
                        from l2_network l
                        join host h on h.zone_id = l.zone_id and h.state = 'READY' and h.deleted_at is null
                        join host_network g on g.host_id = h.id
                        left join host_device d on d.host_id = h.id and d.physical_network = l.physical_network
                        where l.id = :network and (l.physical_network is null or d.device is not null)
                        order by h.name
                        """)
                .param("network", network.value())
                .query((row, index) ->
                        new PluggedHost(
                                new HostRef(
                                        new HostId(row.getObject("id", UUID.class)),
                                        row.getString("name"),
                                        new ZoneId(row.getObject("zone_id", UUID.class)),
                                        row.getString("pool")),
                                row.getLong("generation")))
                .list();
    }

    /** What takes its bridges away from hosts. */
    List<Removal> bridges(L2NetworkId network) {
        return plugged(network).stream().map(on -> Removal.network(on.host(), network)).toList();
    }

    /** Hosts shall not have it any more; nothing happens when that was said before. */
    public void withdraw(L2NetworkId network) {
        change(network, "DELETING");
    }

    private void change(L2NetworkId network, String state) {
        jdbc.sql(
                        """
                        update l2_network set state = :state, generation = generation + 1, updated_at = now()
                        where id = :network and state <> :state
                        returning zone_id
                        """)
                .param("state", state)
                .param("network", network.value())
                .query((row, index) -> row.getObject(1, UUID.class))
                .optional()
                .ifPresent(hosts::raise);
    }

    /** A create succeeded. Hosts were told of it when it was asked for. */
    Told created(LockedOperation operation) {
        jdbc.sql(
                        """
                        update l2_network set state = 'READY', generation = generation + 1, updated_at = now()
                        where id = :network
                        """)
                .param("network", operation.resource().id())
                .update();
        return Told.of(
                "l2-network.created",
                Map.of("state", "READY", "name", operation.resource().name()));
    }

    /** There never was such a network. */
    Told erased(LockedOperation operation) {
        withdraw(new L2NetworkId(operation.resource().id()));
        jdbc.sql("delete from l2_network where id = :network")
                .param("network", operation.resource().id())
                .update();
        return Told.gone(
                "l2-network.create_rolled_back", Map.of("name", operation.resource().name()));
    }

    /** The network is a deleted one: its row stays, and nothing else. */
    Told deleted(LockedOperation operation) {
        withdraw(new L2NetworkId(operation.resource().id()));
        jdbc.sql(
                        """
                        update l2_network set state = 'DELETED', deleted_at = now(), generation = generation + 1,
                            updated_at = now()
                        where id = :network
                        """)
                .param("network", operation.resource().id())
                .update();
        return Told.gone(
                "l2-network.deleted",
                Map.of("state", "DELETED", "name", operation.resource().name()));
    }

    /** A delete was taken back before it began: hosts shall have it again. */
    Told kept(LockedOperation operation) {
        change(new L2NetworkId(operation.resource().id()), "READY");
        return Told.of("l2-network.updated", Map.of("state", "READY"));
    }
}
