package io.durastack.activities.kvm;

import io.durastack.kvm.KvmHost;
import io.durastack.kvm.connection.ConnectionSettings;
import io.durastack.kvm.connection.HostConnections;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The hosts that this process works with, each by one connection that is kept. */
final class KvmHosts implements AutoCloseable {

    private record Known(HostLogin login, KvmHost host) {}

    private final HostLogins logins;
    private final HostConnections connections;
    private final Map<HostId, Known> hosts = new ConcurrentHashMap<>();

    KvmHosts(HostLogins logins, ConnectionSettings settings) {
        this.logins = logins;
        this.connections = new HostConnections(settings);
    }

    /** A host that the inventory knows. */
    KvmHost of(HostRef host) {
        return ifKnown(host)
                .orElseThrow(() ->
                        new StepFailure(
                                FailureCode.HOST_UNKNOWN,
                                "host " + host.name() + " is not in the inventory"));
    }

    /** A host, unless it is one no more: then it has nothing of ours. */
    Optional<KvmHost> ifKnown(HostRef host) {
        return logins.find(host.id()).map(login -> by(host.id(), login));
    }

    /** A host entered in this way; the former connection is closed where it led elsewhere. */
    KvmHost by(HostId id, HostLogin login) {
        return hosts.compute(
                        id,
                        (_, known) ->
                                known != null && known.login().equals(login)
                                        ? known
                                        : new Known(
                                                login,
                                                new KvmHost(
                                                        connections,
                                                        login.endpoint(),
                                                        login.storagePath())))
                .host();
    }

    /** Closes what leads to a host that was let go. */
    void forget(HostId id) {
        hosts.remove(id);
        connections.forget(id.value());
    }

    int hungCalls() {
        return connections.hungCalls();
    }

    HostLogins logins() {
        return logins;
    }

    @Override
    public void close() {
        connections.close();
    }
}
