package io.durastack.activities.kvm;

import io.durastack.kvm.connection.Deadline;
import io.durastack.kvm.network.Bridge;
import io.durastack.kvm.network.BridgeConfig;
import io.durastack.kvm.network.BridgesApplied;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.network.EnsureNetwork;
import io.durastack.workflows.network.HostNetwork;
import io.durastack.workflows.network.HostNetworkSource;
import io.durastack.workflows.network.NetworkActivities;
import io.durastack.workflows.network.RemoveNetwork;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bridges of KVM hosts. */
final class KvmNetwork implements NetworkActivities {

    /** What may be otherwise at the next try; the rest is a matter of names and devices. */
    private static final Set<String> FAILED = Set.of("BRIDGE_IN_USE", "COMMAND_FAILED");

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
        return ensure(request.host(), request.generation(), request.bridges(), time.deadline());
    }

    /** What {@link #ensureNetwork} does, for any thread: only that of the step knows its time. */
    long ensure(HostRef host, long generation, List<String> needed, Deadline deadline) {
        BridgesApplied applied = applied(host, generation, deadline);
        refused(applied, needed)
                .ifPresent(it -> {
                    throw new StepFailure(
                            FAILED.contains(it.code())
                                    ? FailureCode.HOST_REFUSED
                                    : FailureCode.BRIDGE_REFUSED,
                            host.name() + ": " + it.text() + " (" + it.code() + ")");
                });
        return applied.generation();
    }

    @Override
    public void removeNetwork(RemoveNetwork request) {
        HostRef host = request.host();
        try {
            BridgesApplied applied =
                    applied(host, source.read(host.id()).generation(), time.deadline());
            refused(applied, List.of(request.bridge()))
                    // That another network cannot have this name is none of its own that is left.
                    .filter(it -> FAILED.contains(it.code()))
                    .ifPresent(it -> {
                        throw new StepFailure(
                                FailureCode.HOST_REFUSED, host.name() + ": " + it.text());
                    });
        } catch (StepFailure failure) {
            if (failure.code() != FailureCode.HOST_UNKNOWN) {
                throw failure;
            }
        }
    }

    private BridgesApplied applied(HostRef host, long generation, Deadline deadline) {
        return KvmFailures.on(
                host,
                () ->
                        hosts.of(host)
                                .ensureNetwork(generation, () -> rendered(host.id()), deadline));
    }

    private static Optional<BridgesApplied.Refused> refused(
            BridgesApplied applied, List<String> bridges) {
        return applied.refused().stream().filter(it -> bridges.contains(it.bridge())).findFirst();
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
