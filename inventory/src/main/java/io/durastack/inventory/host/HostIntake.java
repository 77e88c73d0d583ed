package io.durastack.inventory.host;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.host.EnsureHost.SimulatedSize;
import io.durastack.workflows.host.HostConnectionSpec;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the rows of a host that is to be added, inside the transaction that accepts it. */
public final class HostIntake {

    private final JdbcClient jdbc;

    public HostIntake(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes the host, its devices and its network device. It gets no VM until its create has
     * succeeded.
     *
     * @param sshKey private key, sealed for {@code SecretOwners.hostKey}; null where it has none of
     *     its own
     * @param devices device by physical network
     */
    public void insert(
            HostRef host,
            UUID cluster,
            String description,
            Map<String, String> labels,
            boolean deleteProtection,
            HostConnectionSpec connection,
            byte @Nullable [] sshKey,
            @Nullable SimulatedSize simulated,
            Map<String, String> devices) {
        jdbc.sql(
                        """
                        with host as (
                            insert into host (id, zone_id, cluster_id, pool, name, description, labels, delete_protection,
                                state, address, ssh_port, ssh_user, ssh_host_key, ssh_key,
                                storage_path, simulated)
                            values (:id, :zone, :cluster, :pool, :name, :description, :labels::jsonb, :deleteProtection,
                                'CREATING', :address, :port, :user, :hostKey, :sshKey,
                                :storagePath, :simulated::jsonb)
                        ), devices as (
                            insert into host_device (host_id, physical_network, device)
                            select :id, d.key, d.value from jsonb_each_text(:devices::jsonb) d
                        )
                        insert into host_network (host_id) values (:id)
                        """)
                .param("id", host.id().value())
                .param("zone", host.zone().value())
                .param("cluster", cluster)
                .param("pool", host.pool())
                .param("name", host.name())
                .param("description", description)
                .param("labels", json(labels))
                .param("deleteProtection", deleteProtection)
                .param("address", connection.address())
                .param("port", connection.port())
                .param("user", connection.user())
                .param("hostKey", connection.hostKey())
                .param("sshKey", sshKey, Types.BINARY)
                .param("storagePath", connection.storagePath())
                .param("simulated", simulated == null ? null : json(simulated))
                .param("devices", json(devices))
                .update();
    }

    /** The way to a host. */
    public HostRef ref(HostId host) {
        return jdbc.sql("select id, name, zone_id, pool from host where id = :id")
                .param("id", host.value())
                .query((row, index) -> HostRefs.of(row))
                .single();
    }

    private static String json(Object value) {
        return Payloads.mapper().writeValueAsString(value);
    }
}
