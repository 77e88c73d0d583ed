package io.durastack.activities.kvm;

import io.durastack.inventory.host.HostNetworks;
import io.durastack.inventory.secret.SecretBox;
import io.durastack.inventory.secret.SecretOwners;
import io.durastack.kvm.connection.ConnectionSettings;
import io.durastack.testing.contract.ContractWorld;
import io.durastack.testing.database.TestingDatabase;
import io.durastack.workflows.host.HostConnectionSpec;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.hypervisor.DiskSpec;
import io.durastack.workflows.hypervisor.DomainSpec;
import io.durastack.workflows.hypervisor.Hardware;
import io.durastack.workflows.hypervisor.NicSpec;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.image.ImageRef;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.storage.StorageId;
import io.durastack.workflows.storage.StoredVolume;
import io.durastack.workflows.storage.VolumeId;
import io.durastack.workflows.storage.VolumeKind;
import io.durastack.workflows.storage.VolumeSpec;
import io.durastack.workflows.vm.NicId;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.zone.ZoneId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An inventory with one lab host and one VM, and the world of KVM hosts on it. */
final class KvmFixture implements AutoCloseable {

    static final long ROOT_BYTES = 64L << 20;
    private static final AtomicLong TURNS = new AtomicLong(System.currentTimeMillis());

    final LabFile lab = LabFile.required();
    final TestingDatabase database = TestingDatabase.create("classpath:db/migration");
    final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    final SecretBox secrets = SecretBox.ofBase64(SecretBox.newKey());
    final String address = lab.text("physicalNetwork.gateway").replaceAll("\\.1$", ".77");
    final ZoneId zone = ZoneId.next();
    final HostId host = HostId.next();
    final HostRef ref = new HostRef(host, "lab-host", zone, "kvm");
    final VmId vm = VmId.next();
    final StorageId storage = new StorageId(UUID.randomUUID());
    final StoredVolume root;
    final StoredVolume seed;
    private final NicId nic = NicId.next();
    private final KvmDataCentre world;

    KvmFixture() {
        String path = lab.text("hosts[1].storagePath") + "/local/volumes/";
        VolumeId rootId = VolumeId.next();
        VolumeId seedId = VolumeId.next();
        this.root = new StoredVolume(rootId, storage, path + rootId + ".qcow2");
        this.seed = new StoredVolume(seedId, storage, path + seedId + ".raw");
        insertHost();
        insertVm();
        this.world =
                new KvmDataCentre(
                        new InventoryHostLogins(jdbc, secrets, null),
                        new HostNetworks(jdbc),
                        new InventorySeeds(jdbc, secrets),
                        new ConnectionSettings(Duration.ofSeconds(6), 1, 3, 8, 16),
                        KvmFixture::timeOfTry,
                        () -> {
                            requireThreadOfStep();
                            return (done, total) -> {};
                        });
    }

    /** One of the world's implementations. */
    <T> T as(Class<T> contract) {
        return world.activities().stream()
                .filter(contract::isInstance)
                .map(contract::cast)
                .findFirst()
                .orElseThrow();
    }

    /** As the engine: only the thread of the step may ask. */
    private static Duration timeOfTry() {
        requireThreadOfStep();
        return Duration.ofSeconds(60);
    }

    private static void requireThreadOfStep() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("asked by another thread than that of the step");
        }
    }

    static Fence fence() {
        return new Fence(OperationId.next(), TURNS.incrementAndGet(), 1);
    }

    HostConnectionSpec connection() {
        return new HostConnectionSpec(
                lab.text("hosts[1].address"),
                22,
                "root",
                "the-host " + lab.text("hosts[1].hostKey"),
                lab.text("hosts[1].storagePath"));
    }

    List<VolumeSpec> volumes() {
        ImageRef image =
                new ImageRef(
                        ImageId.next(),
                        lab.text("guestImageSha256"),
                        "qcow2",
                        "file://" + lab.text("guestImage"),
                        ROOT_BYTES);
        return List.of(
                new VolumeSpec(root, VolumeKind.ROOT, ROOT_BYTES, image),
                new VolumeSpec(seed, VolumeKind.SEED, 1 << 20, null));
    }

    DomainSpec domain() {
        return new DomainSpec(
                vm,
                1,
                96L << 20,
                Hardware.DEFAULT,
                List.of(
                        new DiskSpec(root, "vda", "qcow2", false),
                        new DiskSpec(seed, "vdb", "raw", true)),
                List.of(new NicSpec(nic, "02:d5:00:00:00:99", "dukvm0", List.of(address))));
    }

    private void insertHost() {
        UUID cluster = UUID.randomUUID();
        jdbc.sql("insert into zone (id, name) values (?, 'zone')").param(zone.value()).update();
        jdbc.sql("insert into cluster (id, zone_id, name, pool) values (?, ?, 'cluster', 'kvm')")
                .params(cluster, zone.value())
                .update();
        jdbc.sql(
                        """
                        insert into primary_storage (id, zone_id, cluster_id, name, kind, scope, state, path)
                        values (?, ?, ?, 'local', 'LOCAL', 'HOST', 'READY', ?)
                        """)
                .params(
                        storage.value(),
                        zone.value(),
                        cluster,
                        lab.text("hosts[1].storagePath") + "/local")
                .update();
        jdbc.sql(
                        """
                        insert into host (id, zone_id, cluster_id, pool, name, state, address, ssh_user, ssh_host_key,
                            ssh_key, storage_path) values (?, ?, ?, 'kvm', 'lab-host', 'READY', ?, 'root', ?, ?, ?)
                        """)
                .params(
                        host.value(),
                        zone.value(),
                        cluster,
                        lab.text("hosts[1].address"),
                        lab.text("hosts[1].hostKey"),
                        secrets.seal(
                                SecretOwners.hostKey(host),
                                LabFile.read(lab.text("hosts[1].privateKeyPath"))),
                        lab.text("hosts[1].storagePath"))
                .update();
        jdbc.sql("insert into host_network (host_id, generation) values (?, ?)")
                .params(host.value(), TURNS.incrementAndGet())
                .update();
        jdbc.sql("insert into host_device (host_id, physical_network, device) values (?, 'lab', ?)")
                .params(host.value(), lab.text("physicalNetwork.device"))
                .update();
    }

    /** Lets the host have another network, or not; answers the generation of its bridges. */
    long otherNetwork(boolean there) {
        jdbc.sql("delete from l2_network where name = 'other'").update();
        if (there) {
            jdbc.sql("insert into l2_network (id, zone_id, name, bridge) values (?, ?, 'other', ?)")
                    .params(UUID.randomUUID(), zone.value(), ContractWorld.OTHER_BRIDGE)
                    .update();
        }
        new HostNetworks(jdbc).raise(zone.value());
        return jdbc.sql("select generation from host_network where host_id = ?")
                .param(host.value())
                .query(Long.class)
                .single();
    }

    private void insertVm() {
        UUID l2 = UUID.randomUUID();
        UUID l3 = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into l2_network (id, zone_id, name, physical_network, bridge)
                        values (?, ?, 'l2', 'lab', 'dukvm0')
                        """)
                .params(l2, zone.value())
                .update();
        jdbc.sql(
                        """
                        insert into l3_network (id, zone_id, l2_network_id, name, cidr, gateway)
                        values (?, ?, ?, 'l3', ?::cidr, ?::inet)
                        """)
                .params(
                        l3,
                        zone.value(),
                        l2,
                        lab.text("physicalNetwork.cidr"),
                        lab.text("physicalNetwork.gateway"))
                .update();
        jdbc.sql(
                        """
                        insert into vm (id, project_id, zone_id, name, hostname, state, image_id, image_name, offering_id,
                            offering_name, cpus, memory_bytes, hardware)
                        values (?, '00000000-0000-7000-8000-000000000001', ?, 'vm', 'kvm-guest', 'CREATING', ?, 'i', ?, 'o',
                            1, 100663296, '{}')
                        """)
                .params(vm.value(), zone.value(), UUID.randomUUID(), UUID.randomUUID())
                .update();
        insertVolume(root, "ROOT", "qcow2", "vda");
        insertVolume(seed, "SEED", "raw", "vdb");
        jdbc.sql(
                        """
                        insert into nic (id, vm_id, l3_network_id, l2_network_id, position, mac)
                        values (?, ?, ?, ?, 0, '02:d5:00:00:00:99')
                        """)
                .params(nic.value(), vm.value(), l3, l2)
                .update();
        jdbc.sql(
                        """
                        insert into nic_address (l3_network_id, address, nic_id, family, operation_id)
                        values (?, ?::inet, ?, 4, ?)
                        """)
                .params(l3, address, nic.value(), UUID.randomUUID())
                .update();
    }

    private void insertVolume(StoredVolume volume, String kind, String format, String target) {
        jdbc.sql(
                        """
                        insert into volume (id, project_id, zone_id, vm_id, name, kind, state, bytes, format, target_device,
                            storage_id, host_id, locator)
                        values (?, '00000000-0000-7000-8000-000000000001', ?, ?, 'v', ?, 'CREATING', ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        volume.id().value(),
                        zone.value(),
                        vm.value(),
                        kind,
                        ROOT_BYTES,
                        format,
                        target,
                        storage.value(),
                        host.value(),
                        volume.locator())
                .update();
    }

    @Override
    public void close() {
        world.close();
        database.close();
    }
}
