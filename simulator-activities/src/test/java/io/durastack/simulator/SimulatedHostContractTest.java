package io.durastack.simulator;

import io.durastack.testing.contract.ContractWorld;
import io.durastack.testing.contract.HostContract;
import io.durastack.testing.database.TestingDatabase;
import io.durastack.workflows.host.EnsureHost;
import io.durastack.workflows.host.EnsureHost.SimulatedSize;
import io.durastack.workflows.host.HostConnectionSpec;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.hypervisor.DiskSpec;
import io.durastack.workflows.hypervisor.DomainSpec;
import io.durastack.workflows.hypervisor.Hardware;
import io.durastack.workflows.hypervisor.NicSpec;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.image.ImageRef;
import io.durastack.workflows.network.BridgeSpec;
import io.durastack.workflows.network.HostNetwork;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.storage.StorageId;
import io.durastack.workflows.storage.StoredVolume;
import io.durastack.workflows.storage.VolumeId;
import io.durastack.workflows.storage.VolumeKind;
import io.durastack.workflows.storage.VolumeSpec;
import io.durastack.workflows.vm.NicId;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.zone.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The simulated world keeps what the real one keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedHostContractTest extends HostContract {

    private static final long GIB = 1L << 30;

    private final AtomicLong generation = new AtomicLong(7);
    private volatile boolean otherNetwork;

    private final TestingDatabase database = TestingDatabase.create(SimulatedDataCentre.MIGRATIONS);
    private final HostRef host = new HostRef(HostId.next(), "host-1", ZoneId.next(), "simulator");
    private final SimulatedDataCentre world =
            new SimulatedDataCentre(
                    database.dataSource(), id -> new HostNetwork(id, generation.get(), bridges()));

    private List<BridgeSpec> bridges() {
        BridgeSpec first = new BridgeSpec(L2NetworkId.next(), "br-1", null, null);
        return otherNetwork
                ? List.of(
                        first,
                        new BridgeSpec(L2NetworkId.next(), ContractWorld.OTHER_BRIDGE, null, null))
                : List.of(first);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Override
    protected ContractWorld open() {
        world.hosts()
                .ensureHost(
                        new EnsureHost(
                                later(),
                                host,
                                new HostConnectionSpec("host-1", 22, "durastack", null, "/srv"),
                                new SimulatedSize(8, 16 * GIB, 100 * GIB)));
        StoredVolume root = volume("qcow2");
        StoredVolume seed = volume("raw");
        DomainSpec domain =
                new DomainSpec(
                        VmId.next(),
                        1,
                        GIB,
                        Hardware.DEFAULT,
                        List.of(
                                new DiskSpec(root, "vda", "qcow2", false),
                                new DiskSpec(seed, "vdb", "raw", true)),
                        List.of(
                                new NicSpec(
                                        NicId.next(),
                                        "02:d5:00:00:00:01",
                                        "br-1",
                                        List.of("10.0.0.5"))));
        return new ContractWorld(
                host,
                List.of(
                        new VolumeSpec(root, VolumeKind.ROOT, 2 * GIB, IMAGE),
                        new VolumeSpec(seed, VolumeKind.SEED, 1 << 20, null)),
                domain,
                generation.get(),
                world.hypervisor(),
                world.storage(),
                world.network(),
                world.images(),
                world.world(),
                there -> {
                    otherNetwork = there;
                    return generation.incrementAndGet();
                });
    }

    private static final ImageRef IMAGE =
            new ImageRef(ImageId.next(), "a".repeat(64), "qcow2", "https://example.org/a", GIB);

    private static StoredVolume volume(String format) {
        VolumeId id = VolumeId.next();
        return new StoredVolume(
                id, new StorageId(UUID.randomUUID()), "/srv/volumes/" + id + "." + format);
    }
}
