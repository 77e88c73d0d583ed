package io.durastack.activities.kvm;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.network.Bridge;
import io.durastack.kvm.network.BridgeConfig;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.network.EnsureNetwork;
import io.durastack.workflows.network.HostNetwork;
import io.durastack.workflows.network.HostNetworkSource;
import io.durastack.workflows.network.NetworkActivities;
import io.durastack.workflows.network.RemoveNetwork;

/** Bridges of KVM hosts. */
final class KvmNetwork implements NetworkActivities {

    private final KvmHosts hosts;
    private final HostNetworkSource source;
    private final StepTime time;

    KvmNetwork(KvmHosts hosts, HostNetworkSource source, StepTime time) {
        this.hosts = hosts;
        this.source = source;
        this.time = time;
    }

    @Override
    public long ensureNetwork(EnsureNetwork request) {
        return ensure(request.host(), request.generation(), time.deadline());
    }

    @Override
    public void removeNetwork(RemoveNetwork request) {
        HostRef host = request.host();
        long _ = ensure(host, source.read(host.id()).generation(), time.deadline());
    }

    /**
     * What {@link #ensureNetwork} does, for any thread: only that of the step knows how much time
     * it has.
     */
    long ensure(HostRef host, long generation, Deadline deadline) {
        return KvmFailures.on(
                host,
                () ->
                        hosts.of(host)
                                .ensureNetwork(generation, () -> rendered(host.id()), deadline)
                                .generation());
    }

    private BridgeConfig rendered(HostId host) {
        HostNetwork network = source.read(host);
        return new BridgeConfig(
                network.generation(),
                network.bridges().stream()
                        .map(bridge -> new Bridge(bridge.bridge(), bridge.device(), bridge.vlan()))
                        .toList());
    }
}
