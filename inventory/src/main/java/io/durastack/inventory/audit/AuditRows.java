package io.durastack.inventory.audit;

import io.durastack.inventory.host.HostNetworks;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.network.BridgeSpec;
import io.durastack.workflows.network.HostNetwork;
import io.durastack.workflows.operation.Removal;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what an audit has to know of the rows. */
public final class AuditRows {

    private record Owed(UUID operation, UUID host, String removal) {}

    private record Held(UUID resource, UUID operation) {}

    /** A world that the inventory has hosts in, or may have had. */
    public record World(UUID zone, String pool) {}

    private final JdbcClient jdbc;
    private final HostNetworks networks;

    public AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.networks = new HostNetworks(jdbc);
    }

    /** Now, by the clock that the rows are written by. */
    public OffsetDateTime now() {
        return jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
    }

    /**
     * The hosts that are in service.
     *
     * @param host only this one; null for all
     * @param zone only those of this zone; null for all
     */
    public List<AuditedHost> hosts(@Nullable UUID host, @Nullable UUID zone) {
        return jdbc.sql(
                        """
                        select id, name, zone_id as zone, pool from host
                        where state = 'READY' and deleted_at is null
                            and (:host::uuid is null or id = :host) and (:zone::uuid is null or zone_id = :zone)
                        order by observed_state = 'SILENT', name
                        """)
                .param("host", host, Types.OTHER)
                .param("zone", zone, Types.OTHER)
                .query(new DataClassRowMapper<>(AuditedHost.class))
                .list();
    }

    /** The worlds of all clusters. */
    public List<World> worlds() {
        return jdbc.sql(
                        "select distinct zone_id as zone, pool from cluster where deleted_at is null order by 1, 2")
                .query(new DataClassRowMapper<>(World.class))
                .list();
    }

    /** Whether there is a row of such a host, in whatever state. */
    public boolean knowsHost(UUID host) {
        return jdbc.sql("select exists (select from host where id = :id and deleted_at is null)")
                .param("id", host)
                .query(Boolean.class)
                .single();
    }

    /**
     * What is expected of some hosts; read after the look at the worlds. Who holds what is read
     * last: whatever changed a row or a world meanwhile either still holds it then, or has ended
     * since the look began.
     */
    public Expected expected(Collection<AuditedHost> hosts, OffsetDateTime began) {
        String zones = array(hosts.stream().map(AuditedHost::zone).distinct().toList());
        Map<UUID, Expected.Vm> vms =
                byId(
                        jdbc.sql(
                                        """
                                        select id, name, state, host_id as host, cpus, memory_bytes from vm
                                        where zone_id = any(:zones::uuid[]) and deleted_at is null
                                        """)
                                .param("zones", zones)
                                .query(new DataClassRowMapper<>(Expected.Vm.class))
                                .list(),
                        Expected.Vm::id);
        Map<UUID, Expected.Volume> volumes =
                byId(
                        jdbc.sql(
                                        """
                                        select id, name, vm_id as vm, state, host_id as host, locator from volume
                                        where zone_id = any(:zones::uuid[]) and deleted_at is null
                                        """)
                                .param("zones", zones)
                                .query(new DataClassRowMapper<>(Expected.Volume.class))
                                .list(),
                        Expected.Volume::id);
        Map<UUID, Expected.Bridges> bridges =
                hosts.stream()
                        .collect(Collectors.toMap(AuditedHost::id, host -> bridges(host.id())));
        Map<UUID, List<UUID>> reserved =
                hosts.stream()
                        .collect(
                                Collectors.toMap(
                                        AuditedHost::id, host -> Reservations.of(jdbc, host.id())));
        return new Expected(vms, volumes, bridges, reserved, holders(began), owed());
    }

    private Expected.Bridges bridges(UUID host) {
        HostNetwork network = networks.read(new HostId(host));
        return new Expected.Bridges(
                network.generation(),
                network.bridges().stream().map(BridgeSpec::bridge).collect(Collectors.toSet()));
    }

    private Map<UUID, Map<UUID, UUID>> owed() {
        Map<UUID, Map<UUID, UUID>> owed = new HashMap<>();
        jdbc.sql(
                        """
                        select operation_id as operation, host_id as host, removal::text as removal from debt
                        where paid_at is null
                        """)
                .query(new DataClassRowMapper<>(Owed.class))
                .list()
                .forEach(debt -> {
                    Map<UUID, UUID> things =
                            owed.computeIfAbsent(debt.host(), host -> new HashMap<>());
                    Removal removal = Payloads.mapper().readValue(debt.removal(), Removal.class);
                    if (removal.what() == Removal.What.DOMAIN) {
                        things.put(Objects.requireNonNull(removal.vm()).value(), debt.operation());
                    }
                    removal.volumes()
                            .forEach(volume -> things.put(volume.id().value(), debt.operation()));
                });
        return owed;
    }

    private Map<UUID, UUID> holders(OffsetDateTime began) {
        return jdbc
                .sql(
                        """
                        select resource_id as resource, operation_id as operation from claim
                        union
                        select resource_id, id from operation
                        where finished_at > :began or state in ('PENDING', 'RUNNING', 'UNWINDING')
                        """)
                .param("began", began)
                .query(new DataClassRowMapper<>(Held.class))
                .list()
                .stream()
                .collect(Collectors.toMap(Held::resource, Held::operation, (one, other) -> one));
    }

    /** What was left out, one sentence each. */
    public List<String> notes() {
        return jdbc.sql(
                        """
                        select count(*) || ' operations are ' || state || ': what they hold counts as no difference'
                        from operation where state in ('PENDING', 'RUNNING', 'UNWINDING', 'HELD') group by state
                        union all
                        select count(*) || ' debts are not paid' from debt where paid_at is null having count(*) > 0
                        union all
                        select 'host ' || name || ' is ' || state || ' and was not looked at' from host
                        where deleted_at is null and state <> 'READY'
                        """)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private static <T> Map<UUID, T> byId(List<T> rows, Function<T, UUID> id) {
        return rows.stream().collect(Collectors.toMap(id, it -> it));
    }

    private static String array(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
