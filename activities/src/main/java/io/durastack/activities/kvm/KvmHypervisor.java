package io.durastack.activities.kvm;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.domain.DomainDisk;
import io.durastack.kvm.domain.DomainHardware;
import io.durastack.kvm.domain.DomainNic;
import io.durastack.kvm.domain.DomainSeen;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.hypervisor.DomainSpec;
import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.hypervisor.EnsureDomain;
import io.durastack.workflows.hypervisor.Hardware;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.hypervisor.PrepareVm;
import io.durastack.workflows.hypervisor.RebootDomain;
import io.durastack.workflows.hypervisor.RemoveDomain;
import io.durastack.workflows.hypervisor.StopDomain;
import io.durastack.workflows.vm.VmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Domains on KVM hosts. */
final class KvmHypervisor implements HypervisorActivities {

    private final KvmHosts hosts;
    private final KvmStorage storage;
    private final KvmNetwork network;
    private final StepTime time;

    KvmHypervisor(KvmHosts hosts, KvmStorage storage, KvmNetwork network, StepTime time) {
        this.hosts = hosts;
        this.storage = storage;
        this.network = network;
        this.time = time;
    }

    @Override
    public void prepareVm(PrepareVm request) {
        List<Runnable> tasks =
                new ArrayList<>(
                        storage.ensuring(request.fence(), request.host(), request.volumes()));
        Deadline deadline = time.deadline();
        tasks.add(() ->
                network.ensure(
                        request.host(),
                        request.networkGeneration(),
                        Objects.requireNonNull(request.bridges()),
                        deadline));
        Together.run(tasks);
    }

    @Override
    public DomainState ensureDomain(EnsureDomain request) {
        return KvmFailures.on(
                request.host(),
                () ->
                        stateOf(
                                hosts.of(request.host())
                                        .ensureDomain(
                                                specOf(request.domain()),
                                                request.fence().turn(),
                                                time.deadline())));
    }

    @Override
    public DomainState stopDomain(StopDomain request) {
        HostRef host = request.host();
        return KvmFailures.on(
                host,
                () -> {
                    hosts.of(host)
                            .stopDomain(
                                    request.vm().value(),
                                    request.fence().turn(),
                                    time.grace(request.graceSeconds()),
                                    time.deadline(),
                                    () -> {});
                    return new DomainState(request.vm(), Power.OFF, null);
                });
    }

    @Override
    public DomainState rebootDomain(RebootDomain request) {
        return KvmFailures.on(
                request.host(),
                () ->
                        stateOf(
                                hosts.of(request.host())
                                        .rebootDomain(
                                                specOf(request.domain()),
                                                request.fence().turn(),
                                                request.seenIncarnation(),
                                                time.grace(request.graceSeconds()),
                                                time.deadline(),
                                                () -> {})));
    }

    @Override
    public void removeDomain(RemoveDomain request) {
        KvmFailures.on(
                request.host(),
                () -> {
                    Deadline deadline = time.deadline();
                    hosts.of(request.host())
                            .removeDomain(request.vm().value(), request.fence().turn(), deadline);
                    return request;
                });
    }

    static DomainState stateOf(DomainSeen seen) {
        return new DomainState(
                new VmId(seen.uuid()),
                powerOf(seen),
                seen.stamp() == null ? null : seen.stamp().incarnation());
    }

    static Power powerOf(DomainSeen seen) {
        return switch (seen.power()) {
            case RUNNING -> Power.RUNNING;
            case PAUSED -> Power.PAUSED;
            case OFF -> Power.OFF;
            case UNKNOWN -> Power.UNKNOWN;
        };
    }

    private static io.durastack.kvm.domain.DomainSpec specOf(DomainSpec domain) {
        Hardware hardware = domain.hardware();
        return new io.durastack.kvm.domain.DomainSpec(
                domain.vm().value(),
                domain.cpus(),
                domain.memoryBytes(),
                new DomainHardware(
                        hardware.machineType(),
                        hardware.cpuModel(),
                        hardware.firmware(),
                        hardware.diskBus(),
                        hardware.nicModel()),
                domain.disks().stream()
                        .map(disk ->
                                new DomainDisk(
                                        disk.volume().locator(),
                                        disk.target(),
                                        disk.format(),
                                        disk.readOnly()))
                        .toList(),
                domain.nics().stream()
                        .map(nic -> new DomainNic(nic.mac(), nic.bridge(), nic.addresses()))
                        .toList());
    }
}
