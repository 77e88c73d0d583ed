package io.durastack.kvm;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.connection.HostConnection;
import io.durastack.kvm.connection.HostConnections;
import io.durastack.kvm.connection.HostEndpoint;
import io.durastack.kvm.domain.DomainSeen;
import io.durastack.kvm.domain.DomainSpec;
import io.durastack.kvm.domain.Domains;
import io.durastack.kvm.domain.FenceProof;
import io.durastack.kvm.host.HostDescription;
import io.durastack.kvm.host.HostFacts;
import io.durastack.kvm.host.HostFile;
import io.durastack.kvm.host.HostSetup;
import io.durastack.kvm.network.BridgeConfig;
import io.durastack.kvm.network.Bridges;
import io.durastack.kvm.network.BridgesApplied;
import io.durastack.kvm.script.Scripts;
import io.durastack.kvm.storage.CachedImage;
import io.durastack.kvm.storage.FillProgress;
import io.durastack.kvm.storage.ImageTurn;
import io.durastack.kvm.storage.Images;
import io.durastack.kvm.storage.SeedContent;
import io.durastack.kvm.storage.Volumes;
import io.durastack.kvm.storage.VolumesSeen;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One KVM host, and all that can be asked of it. Every verb says what is so afterwards and may be
 * repeated: the same id and specification give the same answer, the same id with another one is a
 * CONFLICT, removing what is not there succeeds, and a lower turn than the host has seen is STALE
 * and changes nothing. Each throws {@link io.durastack.kvm.failure.HostException}, besides its own
 * kinds with UNREACHABLE, TIMEOUT and BUSY; after these the same call again is right.
 */
public final class KvmHost {

    private static final Duration PROOF_TIME = Duration.ofSeconds(30);

    private final UUID id;
    private final String storagePath;
    private final HostSetup setup;
    private final HostConnection connection;
    private final HostFacts facts;
    private final Domains domains;
    private final Volumes volumes;
    private final Images images;
    private final Bridges bridges;

    /**
     * A host; nothing is opened before the first verb.
     *
     * @param admin the endpoint as an administrator enters it (root, or a user with sudo); all but
     *     install and uninstall is done as the user durastack with the same key
     * @param storagePath absolute path on the host; everything of ours lies in its subfolder {@code
     *     durastack}
     */
    public KvmHost(HostConnections connections, HostEndpoint admin, String storagePath) {
        this.id = admin.host();
        this.storagePath = storagePath;
        this.setup = new HostSetup(connections.forCommands(admin));
        this.connection =
                connections.to(admin.as(Scripts.USER), Scripts.LIBVIRT_HELPER, new FenceProof());
        Scripts scripts = new Scripts(connection);
        this.facts = new HostFacts(connection, scripts);
        this.domains = new Domains(connection, scripts, facts::acceleration, root() + "/consoles");
        this.volumes = new Volumes(scripts);
        this.images = new Images(scripts);
        this.bridges = new Bridges(scripts);
    }

    /** Our folder on the host. */
    public String root() {
        return storagePath + "/durastack";
    }

    /** Where a new volume is best put; what counts later is the locator that was stored with it. */
    public String newLocator(UUID volume, String suffix) {
        return root() + "/volumes/" + volume + "." + suffix;
    }

    /** See {@link HostSetup#install}. */
    public void install(long turn, Deadline deadline) {
        setup.install(id, turn, storagePath, deadline);
    }

    /** See {@link HostSetup#uninstall}. */
    public void uninstall(long turn, Deadline deadline) {
        setup.uninstall(id, turn, deadline);
    }

    /** See {@link HostFacts#describe}. */
    public HostDescription verifyAndDescribe(String cpuModel, Deadline deadline) {
        return facts.describe(cpuModel, deadline);
    }

    /**
     * Afterwards it has been seen, once more, that the host refuses a start of an older turn. The
     * same is done by itself on each new connection.
     *
     * @throws io.durastack.kvm.failure.HostException REFUSED with FENCE_OPEN
     */
    public void proveFence() {
        connection.check(new FenceProof(), PROOF_TIME);
    }

    /** See {@link Bridges#ensure}. */
    public BridgesApplied ensureNetwork(
            long generation, Supplier<BridgeConfig> source, Deadline deadline) {
        return bridges.ensure(generation, source, deadline);
    }

    /** See {@link Bridges#applied}. */
    public BridgesApplied networkApplied(Deadline deadline) {
        return bridges.applied(deadline);
    }

    /** See {@link Bridges#list}. */
    public List<String> listBridges(Deadline deadline) {
        return bridges.list(deadline);
    }

    /** See {@link Images#fill(String, String, ImageTurn, FillProgress, Deadline)}. */
    public CachedImage ensureImage(
            String sha256,
            String url,
            @Nullable ImageTurn turn,
            FillProgress progress,
            Deadline deadline) {
        return images.fill(sha256, url, turn, progress, deadline);
    }

    /** See {@link Images#fill(String, InputStream, ImageTurn, FillProgress, Deadline)}. */
    public CachedImage ensureImage(
            String sha256,
            InputStream bytes,
            @Nullable ImageTurn turn,
            FillProgress progress,
            Deadline deadline) {
        return images.fill(sha256, bytes, turn, progress, deadline);
    }

    /** See {@link Images#remove}. */
    public void removeImage(String sha256, ImageTurn turn, Deadline deadline) {
        images.remove(sha256, turn, deadline);
    }

    /** See {@link Volumes#ensureFolder}. */
    public long ensureFolder(UUID storage, long turn, String path, Deadline deadline) {
        return volumes.ensureFolder(storage, turn, path, deadline);
    }

    /** See {@link Volumes#removeFolder}. */
    public void removeFolder(UUID storage, long turn, String path, Deadline deadline) {
        volumes.removeFolder(storage, turn, path, deadline);
    }

    /** See {@link Volumes#ensureRoot}. */
    public void ensureVolume(
            UUID volume,
            long turn,
            String locator,
            long bytes,
            String imageSha256,
            Deadline deadline) {
        volumes.ensureRoot(volume, turn, locator, bytes, imageSha256, deadline);
    }

    /** See {@link Volumes#ensureEmpty}. */
    public void ensureEmptyVolume(
            UUID volume, long turn, String locator, long bytes, Deadline deadline) {
        volumes.ensureEmpty(volume, turn, locator, bytes, deadline);
    }

    /** See {@link Volumes#ensureSeed}. */
    public void ensureSeed(
            UUID volume, long turn, String locator, SeedContent content, Deadline deadline) {
        volumes.ensureSeed(volume, turn, locator, content, deadline);
    }

    /** See {@link Volumes#remove}. */
    public void removeVolume(UUID volume, long turn, String locator, Deadline deadline) {
        volumes.remove(volume, turn, locator, deadline);
    }

    /** See {@link Volumes#list}. */
    public VolumesSeen listVolumes(Deadline deadline) {
        return volumes.list(deadline);
    }

    /** See {@link Domains#ensure}. */
    public DomainSeen ensureDomain(DomainSpec spec, long turn, Deadline deadline) {
        return domains.ensure(spec, turn, deadline);
    }

    /** See {@link Domains#stop}. */
    public void stopDomain(UUID vm, long turn, Duration grace, Deadline deadline, Runnable alive) {
        domains.stop(vm, turn, grace, deadline, alive);
    }

    /** See {@link Domains#reboot}. */
    public DomainSeen rebootDomain(
            DomainSpec spec,
            long turn,
            String seenIncarnation,
            Duration grace,
            Deadline deadline,
            Runnable alive) {
        return domains.reboot(spec, turn, seenIncarnation, grace, deadline, alive);
    }

    /** See {@link Domains#remove}. */
    public void removeDomain(UUID vm, long turn, Deadline deadline) {
        domains.remove(vm, turn, deadline);
    }

    /** See {@link Domains#state}. */
    public DomainSeen domainState(UUID vm, Deadline deadline) {
        return domains.state(vm, deadline);
    }

    /** See {@link Domains#list}. */
    public List<DomainSeen> listDomains(Deadline deadline) {
        return domains.list(deadline);
    }

    /** See {@link HostFacts#files}. */
    public List<HostFile> listFiles(Deadline deadline) {
        return facts.files(deadline);
    }

    /** See {@link Domains#consoleLog}. */
    public String consoleLog(UUID vm, int bytes, Deadline deadline) {
        return domains.consoleLog(vm, bytes, deadline);
    }
}
