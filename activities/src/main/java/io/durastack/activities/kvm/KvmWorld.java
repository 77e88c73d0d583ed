package io.durastack.activities.kvm;

import io.durastack.kvm.KvmHost;
import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.domain.DomainSeen;
import io.durastack.kvm.domain.DomainStamp;
import io.durastack.kvm.storage.VolumeSeen;
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
import java.util.ArrayList;
import java.util.List;

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
        return list(hosts.logins().ready());
    }

    @Override
    public List<WorldListing.Host> hosts() {
        return list().hosts();
    }

    @Override
    public WorldListing listHost(HostId host) {
        return list(hosts.logins().ready().stream().filter(ref -> ref.id().equals(host)).toList());
    }

    private WorldListing list(List<HostRef> refs) {
        List<WorldListing.Host> listed = new ArrayList<>();
        List<WorldListing.Domain> domains = new ArrayList<>();
        List<WorldListing.Volume> volumes = new ArrayList<>();
        for (HostRef ref : refs) {
            KvmFailures.on(ref, () -> list(ref, listed, domains, volumes));
        }
        return new WorldListing(listed, domains, volumes);
    }

    private boolean list(
            HostRef ref,
            List<WorldListing.Host> listed,
            List<WorldListing.Domain> domains,
            List<WorldListing.Volume> volumes) {
        KvmHost host = hosts.of(ref);
        Deadline deadline = time.deadline();
        long memory = 0;
        for (DomainSeen seen : host.listDomains(deadline)) {
            DomainStamp stamp = seen.stamp();
            if (stamp != null) {
                memory += seen.memoryBytes();
                domains.add(
                        new WorldListing.Domain(
                                ref.id(),
                                new VmId(stamp.vm()),
                                KvmHypervisor.powerOf(seen),
                                seen.cpus(),
                                seen.memoryBytes()));
            }
        }
        long storage = 0;
        for (VolumeSeen seen : host.listVolumes(deadline)) {
            storage += seen.bytes();
            volumes.add(
                    new WorldListing.Volume(
                            ref.id(), new VolumeId(seen.id()), seen.locator(), seen.bytes()));
        }
        listed.add(
                new WorldListing.Host(
                        ref.id(),
                        ref.name(),
                        memory,
                        storage,
                        host.networkApplied(deadline).generation()));
        return true;
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
