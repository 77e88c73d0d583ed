package io.durastack.standalone.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the inventory expects of the worlds.
 *
 * @param moving resources that an operation holds, or held since the look at the worlds began: what
 *     is there of them is still being made or taken away
 * @param owed what unpaid debts say
 */
record InventorySnapshot(
        Map<UUID, Host> hosts,
        Map<UUID, Vm> vms,
        Map<UUID, Volume> volumes,
        Set<UUID> moving,
        List<Owed> owed) {

    record Host(UUID id, String name, String pool, String state) {}

    record Vm(
            UUID id,
            String name,
            String state,
            @Nullable UUID hostId,
            int cpus,
            long memoryBytes) {}

    record Volume(
            UUID id,
            @Nullable UUID vmId,
            String state,
            @Nullable UUID hostId,
            @Nullable String locator,
            String vmState) {}

    record Owed(UUID hostId, @Nullable UUID vmId, String removal) {}

    /**
     * Reads it.
     *
     * @param began milliseconds since 1970, by the database's clock, when the look at the worlds
     *     began
     */
    static InventorySnapshot read(JdbcClient jdbc, long began) {
        Map<UUID, Host> hosts =
                byId(
                        jdbc.sql("select id, name, pool, state from host where deleted_at is null")
                                .query(new DataClassRowMapper<>(Host.class))
                                .list(),
                        Host::id);
        Map<UUID, Vm> vms =
                byId(
                        jdbc.sql(
                                        "select id, name, state, host_id, cpus, memory_bytes from vm where deleted_at is null")
                                .query(new DataClassRowMapper<>(Vm.class))
                                .list(),
                        Vm::id);
        Map<UUID, Volume> volumes =
                byId(
                        jdbc.sql(
                                        """
                                        select o.id, o.vm_id, o.state, o.host_id, o.locator, coalesce(v.state, '') as vm_state
                                        from volume o left join vm v on v.id = o.vm_id where o.deleted_at is null
                                        """)
                                .query(new DataClassRowMapper<>(Volume.class))
                                .list(),
                        Volume::id);
        Set<UUID> moving =
                Set.copyOf(
                        jdbc.sql(
                                        """
                                        select resource_id from claim
                                        union select resource_id from operation
                                            where finished_at > to_timestamp(:began / 1000.0)
                                            or (finished_at is null and state in ('PENDING', 'RUNNING', 'UNWINDING'))
                                        """)
                                .param("began", began)
                                .query(UUID.class)
                                .list());
        List<Owed> owed =
                jdbc.sql("select host_id, vm_id, removal::text from debt where paid_at is null")
                        .query(new DataClassRowMapper<>(Owed.class))
                        .list();
        return new InventorySnapshot(hosts, vms, volumes, moving, owed);
    }

    private static <T> Map<UUID, T> byId(List<T> rows, Function<T, UUID> id) {
        return rows.stream().collect(Collectors.toMap(id, it -> it));
    }

    boolean moves(@Nullable UUID resource) {
        return resource != null && moving.contains(resource);
    }

    /** Whether a debt still has to take away this very thing. */
    boolean owes(UUID host, UUID thing) {
        return owed.stream()
                .anyMatch(debt ->
                        debt.hostId().equals(host)
                                && (thing.equals(debt.vmId())
                                        || debt.removal().contains(thing.toString())));
    }
}
