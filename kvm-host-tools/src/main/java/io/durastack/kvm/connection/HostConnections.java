package io.durastack.kvm.connection;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of this process, one for each host and user. */
public final class HostConnections implements AutoCloseable {

    private final ConnectionSettings settings;
    private final HungCalls hung = new HungCalls();
    private final Map<Key, HostConnection> connections = new ConcurrentHashMap<>();

    private record Key(UUID host, String user, List<String> helper) {}

    public HostConnections(ConnectionSettings settings) {
        this.settings = settings;
    }

    /**
     * The connection to a host; it is opened by its first call. Where the host has another address
     * or key than before, the former connection is closed.
     *
     * @param libvirtHelper what carries libvirt on the host
     * @param check what each new libvirt connection has to pass
     */
    public HostConnection to(
            HostEndpoint endpoint, List<String> libvirtHelper, SessionCheck check) {
        Key key = new Key(endpoint.host(), endpoint.user(), libvirtHelper);
        return connections.compute(
                key,
                (_, known) -> {
                    if (known != null && known.endpoint().equals(endpoint)) {
                        return known;
                    }
                    if (known != null) {
                        known.close();
                    }
                    return new HostConnection(endpoint, settings, libvirtHelper, check, hung);
                });
    }

    /** The same for commands alone, as for setting a host up: libvirt cannot be asked over it. */
    public HostConnection forCommands(HostEndpoint endpoint) {
        return to(endpoint, List.of("false"), (_, _) -> {});
    }

    /** Closes what leads to this host, as when it is removed. */
    public void forget(UUID host) {
        connections.keySet().stream()
                .filter(key -> key.host().equals(host))
                .toList()
                .forEach(key -> {
                    HostConnection known = connections.remove(key);
                    if (known != null) {
                        known.close();
                    }
                });
    }

    /**
     * How many native calls outlived their deadline and still hang. A process with a handful of
     * them should be started anew.
     */
    public int hungCalls() {
        return hung.count();
    }

    @Override
    public void close() {
        connections.values().forEach(HostConnection::close);
        connections.clear();
    }
}
