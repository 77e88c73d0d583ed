package io.durastack.standalone.audit;

import io.durastack.inventory.allocation.CounterAudit;
import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.world.WorldListing;
import io.durastack.workflows.zone.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The audit of an installation. It may run while operations do: what they hold is left out, and
 * said so.
 */
public final class Audit {

    /**
     * What was found.
     *
     * @param differences one line each; empty when all is right
     * @param notes what was not looked at, and why
     */
    public record Findings(List<String> differences, List<String> notes) {
        public Findings {
            differences = List.copyOf(differences);
            notes = List.copyOf(notes);
        }
    }

    private record Pool(UUID zone, String name) {}

    private final JdbcClient jdbc;
    private final EngineConnection engine;

    public Audit(JdbcClient inventory, EngineConnection engine) {
        this.jdbc = inventory;
        this.engine = engine;
    }

    /** Looks at everything. It takes a second or two for each thousand VMs. */
    public Findings run() {
        long began =
                jdbc.sql("select (extract(epoch from now()) * 1000)::bigint")
                        .query(Long.class)
                        .single();
        Set<String> answered = new HashSet<>();
        Map<UUID, WorldListing> listings = new HashMap<>();
        for (Pool pool : pools()) {
            World world = new World(engine, new ZoneId(pool.zone()), pool.name());
            for (WorldListing.Host host : world.list(null).hosts()) {
                listings.computeIfAbsent(host.id().value(), id -> world.list(new HostId(id)));
            }
            answered.add(pool.name());
        }
        InventorySnapshot inventory = InventorySnapshot.read(jdbc, began);
        List<String> differences = new ArrayList<>(new CounterAudit(jdbc).differences());
        differences.addAll(
                new WorldComparison(inventory, listings, answered::contains).differences());
        differences.addAll(addresses());
        differences.addAll(claims());
        return new Findings(differences, notes());
    }

    private List<Pool> pools() {
        return jdbc.sql(
                        """
                        select distinct c.zone_id as zone, c.pool as name from cluster c
                        join host h on h.cluster_id = c.id and h.deleted_at is null and h.state = 'READY'
                        where c.deleted_at is null order by c.zone_id, c.pool
                        """)
                .query(new DataClassRowMapper<>(Pool.class))
                .list();
    }

    private List<String> addresses() {
        return lines(
                """
                select 'VM ' || v.name || ': its NIC ' || n.mac || ' has no address'
                from vm v join nic n on n.vm_id = v.id
                where v.deleted_at is null and v.state in ('RUNNING', 'STOPPED')
                    and not exists (select from nic_address a where a.nic_id = n.id)
                union all
                select 'address ' || host(a.address) || ': granted to VM ' || v.name || ' that is deleted, and no debt keeps it'
                from nic_address a join nic n on n.id = a.nic_id join vm v on v.id = n.vm_id
                where v.deleted_at is not null and not a.owed
                """);
    }

    private List<String> claims() {
        return lines(
                """
                select 'operation ' || o.id || ' (' || o.kind || ' ' || o.resource_name || ') is ' || o.state || ' and holds no claim'
                from operation o
                where o.state in ('PENDING', 'RUNNING', 'UNWINDING', 'HELD') and o.waits_for is null
                    and not exists (select from claim c where c.operation_id = o.id)
                """);
    }

    private List<String> notes() {
        return lines(
                """
                select count(*) || ' operations are ' || state || ': what they hold was left out' from operation
                where state in ('PENDING', 'RUNNING', 'UNWINDING', 'HELD') group by state
                union all
                select count(*) || ' debts are not paid' from debt where paid_at is null having count(*) > 0
                """);
    }

    private List<String> lines(String sql) {
        return jdbc.sql(sql).query((row, index) -> row.getString(1)).list();
    }
}
