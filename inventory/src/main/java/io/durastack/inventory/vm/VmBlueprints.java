package io.durastack.inventory.vm;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.vm.VmId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads blueprints. */
final class VmBlueprints {

    /**
     * One JSON document a VM: what belongs to it comes with it, in one snapshot and one round trip.
     */
    private static final String READ =
            """
            select jsonb_build_object(
                'vm', v.id, 'zone', v.zone_id, 'cpus', v.cpus, 'memoryBytes', v.memory_bytes, 'hardware', v.hardware,
                'image', jsonb_build_object('id', i.id, 'sha256', i.sha256, 'format', i.format, 'source', i.source,
                    'bytes', i.virtual_bytes),
                'disks', (
                    select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'kind', o.kind, 'bytes', o.bytes,
                        'format', o.format, 'target', o.target_device, 'storage', o.storage_id, 'locator', o.locator)
                        order by o.target_device), '[]')
                    from volume o where o.vm_id = v.id and o.deleted_at is null),
                'ports', (
                    select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'mac', n.mac, 'bridge', l.bridge,
                        'network', n.l3_network_id, 'physicalNetwork', l.physical_network, 'addresses', (
                            select coalesce(jsonb_agg(host(a.address) order by a.address), '[]')
                            from nic_address a where a.nic_id = n.id)) order by n.position), '[]')
                    from nic n join l2_network l on l.id = n.l2_network_id where n.vm_id = v.id),
                'foundOn', (select h.name from placement f join host h on h.id = f.host_id
                    where f.vm_id = v.id and f.purpose = 'FOUND' limit 1),
                'placed', case when p.id is not null then jsonb_build_object('id', p.id, 'networkGeneration', g.generation,
                    'engineRun', p.engine_run,
                    'host', jsonb_build_object('id', h.id, 'name', h.name, 'zone', h.zone_id, 'pool', h.pool)) end)
            from vm v
            join image i on i.id = v.image_id
            left join placement p on p.vm_id = v.id and not p.owed and p.purpose = 'RUN'
            left join host h on h.id = p.host_id
            left join host_network g on g.host_id = p.host_id
            where v.id = :vm
            """;

    private final JdbcClient jdbc;

    VmBlueprints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when the VM has no row (any more). */
    Optional<VmBlueprint> find(VmId vm) {
        return jdbc.sql(READ)
                .param("vm", vm.value())
                .query(String.class)
                .optional()
                .map(json -> Payloads.mapper().readValue(json, VmBlueprint.class));
    }
}
