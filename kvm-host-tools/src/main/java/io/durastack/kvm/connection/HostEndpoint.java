package io.durastack.kvm.connection;

import java.util.UUID;

/**
 * Where a host is and how it lets us in.
 *
 * @param host id of the host; connections are pooled by it
 * @param address name or IP address of its management interface
 * @param port of its SSH server, 1 to 65,535
 * @param user the user that logs in
 * @param privateKey text of the private key (PEM or OpenSSH form, without passphrase). It is kept
 *     in memory only and never becomes a file.
 * @param hostKey the key that the host must prove to have: type and base64, {@code ssh-ed25519
 *     AAAA…}
 */
public record HostEndpoint(
        UUID host, String address, int port, String user, String privateKey, String hostKey) {

    public HostEndpoint {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not within 1 to 65,535");
        }
        if (!hostKey.matches("[a-z0-9@.-]+ [A-Za-z0-9+/=]+")) {
            throw new IllegalArgumentException("a host key is its type, a space, and base64");
        }
    }

    /** The same host, entered as another user. */
    public HostEndpoint as(String otherUser) {
        return new HostEndpoint(host, address, port, otherUser, privateKey, hostKey);
    }

    /** Leaves the private key out: endpoints end up in log lines. */
    @Override
    public String toString() {
        return user + "@" + address + ":" + port + " (host " + host + ")";
    }
}
