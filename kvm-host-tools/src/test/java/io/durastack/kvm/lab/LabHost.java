package io.durastack.kvm.lab;

import io.durastack.kvm.connection.Command;
import io.durastack.kvm.connection.CommandResult;
import io.durastack.kvm.connection.HostConnection;
import io.durastack.kvm.connection.HostConnections;
import io.durastack.kvm.connection.HostEndpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * One host of the lab.
 *
 * @param storagePath as the host sees it
 * @param storageFiles the same folder as this machine sees it
 */
public record LabHost(
        Lab lab,
        String name,
        String address,
        int port,
        String user,
        String privateKey,
        String hostKey,
        String storagePath,
        Path storageFiles) {

    /** libvirt's helper for the user root. */
    public static final List<String> HELPER = List.of("virt-ssh-helper", "qemu:///system");

    public HostEndpoint endpoint() {
        UUID id = UUID.nameUUIDFromBytes((name + address).getBytes(StandardCharsets.UTF_8));
        return new HostEndpoint(id, address, port, user, privateKey, hostKey);
    }

    /** A connection as root, for what a test does to the host behind our back. */
    public HostConnection asRoot(HostConnections connections) {
        return connections.to(endpoint(), HELPER, (libvirt, commands) -> {});
    }

    /** Runs a shell line as root and gives its output. */
    public String shell(HostConnections connections, String line) {
        CommandResult result =
                asRoot(connections)
                        .run(Command.of(List.of("bash", "-c", line)), Duration.ofSeconds(60));
        if (result.exit() != 0) {
            throw new IllegalStateException(line + ": " + result);
        }
        return result.output();
    }
}
