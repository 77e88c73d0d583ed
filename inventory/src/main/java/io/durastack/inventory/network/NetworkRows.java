package io.durastack.inventory.network;

import io.durastack.inventory.host.HostNetworks;
import io.durastack.inventory.host.HostRefs;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.network.PluggedHost;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The row of an L2 network, and which hosts shall have it. A network is rendered on hosts from the
 * first step of its create to that of its delete: what changes that raises the generation of all
 * hosts of its zone in the same transaction.
 */
final class NetworkRows {

    private final JdbcClient jdbc;
    private final HostNetworks hosts;

    NetworkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.hosts = new HostNetworks(jdbc);
    }

    /** The hosts that are in service and plugged into it, by name. */
    List<PluggedHost> plugged(L2NetworkId network) {
        return hosts(
                network,
                "'READY'",
                (row, index) -> new PluggedHost(HostRefs.of(row), row.getLong("generation")));
    }

    /** What takes its bridges away from hosts; also from those that are being let go. */
    List<Removal> bridges(L2NetworkId network) {
        return hosts(
                network,
                "'READY', 'DELETING'",
                (row, index) -> Removal.bridge(HostRefs.of(row), network, row.getString("bridge")));
    }

    private <T> List<T> hosts(L2NetworkId network, String states, RowMapper<T> mapper) {
        return jdbc.sql(
                        """
                        select h.id, h.name, h.zone_id, h.pool, g.generation, l.bridge
                        from l2_network l
                        join host h on h.zone_id = l.zone_id and h.state in (%s) and h.deleted_at is null
                        join host_network g on g.host_id = h.id
                        left join host_device d on d.host_id = h.id and d.physical_network = l.physical_network
                        where l.id = :network and (l.physical_network is null or d.device is not null)
                        order by h.name
                        """
                                .formatted(states))
                .param("network", network.value())
                .query(mapper)
                .list();
    }

    /** Hosts shall have it, or not have it; nothing happens when that was said before. */
    void render(L2NetworkId network, boolean rendered) {
        jdbc.sql(
                        """
                        update l2_network set rendered = :rendered, updated_at = now()
                        where id = :network and rendered <> :rendered
                        returning zone_id
                        """)
                .param("rendered", rendered)
                .param("network", network.value())
                .query((row, index) -> row.getObject(1, UUID.class))
                .optional()
                .ifPresent(hosts::raise);
    }

    /** A create succeeded. Hosts were told of it by its first step. */
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
        // A worker of a build before rendered it from the request on.
        jdbc.sql("delete from l2_network where id = :network returning zone_id")
                .param("network", operation.resource().id())
                .query((row, index) -> row.getObject(1, UUID.class))
                .optional()
                .ifPresent(hosts::raise);
        return Told.gone(
                "l2-network.create_rolled_back", Map.of("name", operation.resource().name()));
    }

    /** The network is a deleted one: its row stays, and nothing else. */
    Told deleted(LockedOperation operation) {
        render(new L2NetworkId(operation.resource().id()), false);
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

    /** A delete was taken back before it began: hosts have it still. */
    Told kept(LockedOperation operation) {
        jdbc.sql(
                        """
                        update l2_network set state = 'READY', generation = generation + 1, updated_at = now()
                        where id = :network
                        """)
                .param("network", operation.resource().id())
                .update();
        return Told.of("l2-network.updated", Map.of("state", "READY"));
    }
}
