package io.durastack.activities.kvm;

import io.durastack.kvm.KvmHost;
import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.domain.DomainSeen;
import io.durastack.kvm.storage.VolumesSeen;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.storage.VolumeId;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.FaultReport;
import io.durastack.workflows.world.Latency;
import io.durastack.workflows.world.WorldActivities;
import io.durastack.workflows.world.WorldListing;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** All that is on the KVM hosts. A host that does not answer fails the list: it may hold things. */
final class KvmWorld implements WorldActivities {

    private final KvmHosts hosts;
    private final StepTime time;

    KvmWorld(KvmHosts hosts, StepTime time) {
        this.hosts = hosts;
        this.time = time;
    }

    @Override
    public WorldListing list() {
        return together(hosts.logins().ready());
    }

    /** The inventory's: a machine that nobody entered is nowhere to be asked for. */
    @Override
    public List<WorldListing.Host> hosts() {
        return hosts.logins().ready().stream()
                .map(ref -> new WorldListing.Host(ref.id(), ref.name(), 0, 0, 0, 0))
                .toList();
    }

    @Override
    public WorldListing listHost(HostId host) {
        return together(
                hosts.logins().ready().stream().filter(ref -> ref.id().equals(host)).toList());
    }

    private WorldListing together(List<HostRef> refs) {
        List<WorldListing> listings =
                refs.stream().map(ref -> KvmFailures.on(ref, () -> list(ref))).toList();
        return new WorldListing(
                all(listings, WorldListing::hosts),
                all(listings, WorldListing::domains),
                all(listings, WorldListing::volumes),
                all(listings, WorldListing::bridges));
    }

    private static <T> List<T> all(
            List<WorldListing> listings, Function<WorldListing, List<T>> part) {
        return listings.stream().map(part).flatMap(List::stream).toList();
    }

    private WorldListing list(HostRef ref) {
        KvmHost host = hosts.of(ref);
        Deadline deadline = time.deadline();
        List<DomainSeen> there = host.listDomains(deadline);
        List<WorldListing.Domain> domains =
                there.stream()
                        .filter(seen -> seen.stamp() != null)
                        .map(seen -> domain(ref, seen))
                        .toList();
        VolumesSeen files = host.listVolumes(deadline);
        List<WorldListing.Volume> volumes =
                files.ours().stream()
                        .map(seen ->
                                new WorldListing.Volume(
                                        ref.id(),
                                        new VolumeId(seen.id()),
                                        seen.locator(),
                                        seen.bytes()))
                        .toList();
        List<WorldListing.Bridge> bridges =
                host.listBridges(deadline).stream()
                        .map(name -> new WorldListing.Bridge(ref.id(), name))
                        .toList();
        return new WorldListing(
                List.of(
                        new WorldListing.Host(
                                ref.id(),
                                ref.name(),
                                domains.stream().mapToLong(WorldListing.Domain::memoryBytes).sum(),
                                volumes.stream().mapToLong(WorldListing.Volume::bytes).sum(),
                                host.networkApplied(deadline).generation(),
                                there.size() - domains.size() + files.foreign())),
                domains,
                volumes,
                bridges);
    }

    /** By the id that the domain was stamped with. */
    private static WorldListing.Domain domain(HostRef ref, DomainSeen seen) {
        return new WorldListing.Domain(
                ref.id(),
                new VmId(Objects.requireNonNull(seen.stamp()).vm()),
                KvmHypervisor.powerOf(seen),
                seen.cpus(),
                seen.memoryBytes(),
                seen.disks(),
                seen.nics().stream()
                        .map(nic -> new WorldListing.Nic(nic.mac(), nic.bridge(), nic.addresses()))
                        .toList());
    }

    @Override
    public FaultReport setFaults(FaultPlan plan) {
        throw new StepFailure(
                FailureCode.HOST_REFUSED, "faults are for simulated worlds: these hosts are real");
    }

    @Override
    public FaultReport faults() {
        return new FaultReport(FaultPlan.NONE, List.of());
    }

    @Override
    public void setLatency(Latency latency) {
        throw new StepFailure(FailureCode.HOST_REFUSED, "real hosts take as long as they take");
    }
}
