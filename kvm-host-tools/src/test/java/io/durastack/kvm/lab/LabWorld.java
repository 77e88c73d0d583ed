package io.durastack.kvm.lab;

import io.durastack.kvm.KvmHost;
import io.durastack.kvm.connection.ConnectionSettings;
import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.connection.HostConnections;
import io.durastack.kvm.domain.DomainDisk;
import io.durastack.kvm.domain.DomainHardware;
import io.durastack.kvm.domain.DomainNic;
import io.durastack.kvm.domain.DomainSpec;
import io.durastack.kvm.network.Bridge;
import io.durastack.kvm.network.BridgeConfig;
import io.durastack.kvm.storage.SeedContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A lab host that is set up, and the few things that most tests want of it. */
public final class LabWorld implements AutoCloseable {

    public static final DomainHardware HARDWARE =
            new DomainHardware("pc-q35-7.2", "host-passthrough", "bios", "virtio", "virtio");
    public static final String BRIDGE = "dulab0";
    public static final long MEMORY = 96L << 20;
    public static final long VOLUME_BYTES = 64L << 20;

    private static final AtomicLong TURNS = new AtomicLong(System.currentTimeMillis());

    private final LabHost lab;
    private final HostConnections connections;
    private final KvmHost host;

    private LabWorld(LabHost lab) {
        this.lab = lab;
        this.connections =
                new HostConnections(new ConnectionSettings(Duration.ofSeconds(6), 1, 3, 8, 16));
        this.host = new KvmHost(connections, lab.endpoint(), lab.storagePath());
    }

    /** A host of the running lab, set up; the test is skipped where there is none. */
    public static LabWorld installed(int index) {
        LabWorld world = new LabWorld(Lab.required().host(index));
        world.host.install(turn(), soon());
        return world;
    }

    /** The same without setting it up. */
    public static LabWorld connected(int index) {
        return new LabWorld(Lab.required().host(index));
    }

    /** Grows with each call, and over all runs. */
    public static long turn() {
        return TURNS.incrementAndGet();
    }

    /** Long enough for anything that a test does once. */
    public static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(60));
    }

    public KvmHost host() {
        return host;
    }

    public LabHost lab() {
        return lab;
    }

    public HostConnections connections() {
        return connections;
    }

    /** Runs a shell line on the host as root. */
    public String shell(String line) {
        return lab.shell(connections, line);
    }

    /** A domain without disks or cards: it starts in no time and sits in its firmware. */
    public DomainSpec bareDomain(UUID vm) {
        return new DomainSpec(vm, 1, 32L << 20, HARDWARE, List.of(), List.of());
    }

    /** Volumes and network of a guest that boots. */
    public DomainSpec prepareGuest(UUID vm, long turn, String name, String address) {
        UUID root = UUID.randomUUID();
        UUID seed = UUID.randomUUID();
        String mac =
                "52:54:00:" + vm.toString().substring(30).replaceAll("(..)(..)(..)", "$1:$2:$3");
        ensureBridge();
        ensureImage();
        host.ensureVolume(
                root,
                turn,
                host.newLocator(root, "qcow2"),
                VOLUME_BYTES,
                lab.lab().guestImageSha256(),
                soon());
        host.ensureSeed(seed, turn, host.newLocator(seed, "iso"), seed(name, mac, address), soon());
        return new DomainSpec(
                vm,
                1,
                MEMORY,
                HARDWARE,
                List.of(
                        new DomainDisk(host.newLocator(root, "qcow2"), "vda", "qcow2", false),
                        new DomainDisk(host.newLocator(seed, "iso"), "vdb", "raw", true)),
                List.of(new DomainNic(mac, BRIDGE)));
    }

    /** Removes what {@link #prepareGuest} made. */
    public void removeGuest(DomainSpec spec, long turn) {
        host.removeDomain(spec.id(), turn, soon());
        for (DomainDisk disk : spec.disks()) {
            String name = disk.path().substring(disk.path().lastIndexOf('/') + 1);
            UUID volume = UUID.fromString(name.substring(0, 36));
            host.removeVolume(volume, turn, disk.path(), soon());
        }
    }

    public void ensureBridge() {
        long generation = Math.max(1, host.networkApplied(soon()).generation());
        BridgeConfig config =
                new BridgeConfig(
                        turn(), List.of(new Bridge(BRIDGE, lab.lab().physicalDevice(), null)));
        host.ensureNetwork(
                shell("[ -d /sys/class/net/" + BRIDGE + " ] && echo yes || echo no")
                                .startsWith("yes")
                        ? generation
                        : config.generation(),
                () -> config,
                soon());
    }

    public void ensureImage() {
        try (InputStream bytes = Files.newInputStream(lab.lab().guestImage())) {
            host.ensureImage(
                    lab.lab().guestImageSha256(), bytes, null, (done, total) -> {}, soon());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private SeedContent seed(String name, String mac, String address) {
        return new SeedContent(
                "instance-id: i-" + name + "\nlocal-hostname: " + name + "\n",
                null,
                """
                version: 2
                ethernets:
                  nic0:
                    match:
                      macaddress: "%s"
                    addresses:
                      - "%s/24"
                    routes:
                      - to: default
                        via: %s
                """
                        .formatted(mac, address, lab.lab().guestGateway()));
    }

    @Override
    public void close() {
        connections.close();
    }
}
