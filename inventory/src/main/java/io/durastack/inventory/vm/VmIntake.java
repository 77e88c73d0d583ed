package io.durastack.inventory.vm;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.id.Ids;
import io.durastack.workflows.storage.VolumeId;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the rows of a VM that is to be made, inside the transaction that accepts its create: the
 * VM, its volumes and NICs with all their ids and MACs, and what it uses of the project's quota.
 */
public final class VmIntake {

    /** A NoCloud seed: a file system with three small files. */
    private static final long SEED_BYTES = 1L << 20;

    private static final String INSERT =
            """
            with vm as (
                insert into vm (id, project_id, zone_id, name, hostname, description, labels, delete_protection, state,
                    image_id, image_name, offering_id, offering_name, cpus, memory_bytes, hardware, ssh_keys, user_data_id)
                values (:id, :project, :zone, :name, :hostname, :description, :labels::jsonb, :deleteProtection, 'CREATING',
                    :image, :imageName, :offering, :offeringName, :cpus, :memory, :hardware::jsonb,
                    array(select jsonb_array_elements_text(:sshKeys::jsonb)), :userData)
            ), volumes as (
                insert into volume (id, project_id, zone_id, vm_id, name, kind, state, bytes, format, target_device, image_id)
                values (:root, :project, :zone, :id, :name || '-root', 'ROOT', 'CREATING', :rootBytes, 'qcow2', 'vda', :image),
                    (:seed, :project, :zone, :id, :name || '-seed', 'SEED', 'CREATING', :seedBytes, 'raw', 'vdb', null)
            ), nics as (
                insert into nic (id, vm_id, l3_network_id, l2_network_id, position, mac)
                select n.id, :id, n.network, n."l2Network", n.position, (replace(i.mac_prefix, ':', '')
                    || lpad(to_hex(nextval('mac')), 8, '0'))::macaddr
                from jsonb_to_recordset(:nics::jsonb) as n(id uuid, network uuid, "l2Network" uuid, position smallint)
                cross join installation i
            )
            insert into usage_grant (resource_kind, resource_id, project_id, operation_id, vms, cpus, memory_bytes,
                storage_bytes, counted_at_commit)
            values ('vm', :id, :project, :operation, 1, :cpus, :memory, :rootBytes + :seedBytes, true)
            """;

    private record NicRow(
            java.util.UUID id, java.util.UUID network, java.util.UUID l2Network, int position) {}

    private final JdbcClient jdbc;

    public VmIntake(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Room that a VM with a root volume of this size takes on its storage, in bytes. */
    public static long storageBytes(long rootBytes) {
        return rootBytes + SEED_BYTES;
    }

    /**
     * Writes the rows. All creates of a project meet at its usage, so the database counts the grant
     * when the transaction commits, and whoever has changed the counter holds up the others for
     * that long only.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the project has a VM of this name
     * @throws org.springframework.dao.DataIntegrityViolationException by the commit, when the
     *     project's quota does not allow it
     */
    public void insert(NewVm vm) {
        jdbc.sql(INSERT)
                .param("id", vm.id().value())
                .param("project", vm.project().value())
                .param("zone", vm.zone().value())
                .param("name", vm.name())
                .param("hostname", vm.hostname())
                .param("description", vm.description())
                .param("labels", json(vm.labels()))
                .param("deleteProtection", vm.deleteProtection())
                .param("image", vm.image().value())
                .param("imageName", vm.imageName())
                .param("offering", vm.offering().value())
                .param("offeringName", vm.offeringName())
                .param("cpus", vm.cpus())
                .param("memory", vm.memoryBytes())
                .param("rootBytes", vm.rootBytes())
                .param("seedBytes", SEED_BYTES)
                .param("hardware", json(vm.hardware()))
                .param("sshKeys", json(vm.sshKeys()))
                .param("userData", vm.userData())
                .param("root", VolumeId.next().value())
                .param("seed", VolumeId.next().value())
                .param("nics", json(nicRows(vm.nics())))
                .param("operation", vm.operation().value())
                .update();
    }

    private static List<NicRow> nicRows(List<NewVm.Nic> nics) {
        return IntStream.range(0, nics.size())
                .mapToObj(position ->
                        new NicRow(
                                Ids.next(),
                                nics.get(position).network().value(),
                                nics.get(position).l2Network().value(),
                                position))
                .toList();
    }

    private static String json(Object value) {
        return Payloads.mapper().writeValueAsString(value);
    }
}
