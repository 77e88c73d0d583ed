package io.durastack.kvm.connection;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.failure.SshFailures;
import java.io.IOException;
import java.io.StringReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import org.jspecify.annotations.Nullable;

/** The keys by which hosts prove who they are. */
public final class HostKeys {

    private HostKeys() {}

    /**
     * Asks a host for its key, logs in nowhere, and trusts nothing: showing the key to a person or
     * comparing it is the caller's part. Meant for the moment when a host is added, and only then.
     *
     * @return type and base64, {@code ssh-ed25519 AAAA…}
     */
    public static String learn(String address, int port, Duration timeout) {
        Seen seen = new Seen();
        try (SSHClient client = new SSHClient(SshLink.CONFIG)) {
            client.addHostKeyVerifier(seen);
            client.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
            client.setTimeout(Math.toIntExact(timeout.toMillis()));
            client.connect(address, port);
        } catch (IOException failure) {
            if (seen.key == null) {
                throw SshFailures.translate(
                        "asking " + address + ":" + port + " for its key", failure);
            }
        }
        PublicKey key = seen.key;
        if (key == null) {
            throw new HostException(
                    HostFailureKind.REFUSED, "NO_HOST_KEY", address + " showed no host key");
        }
        return text(key);
    }

    /**
     * The fingerprint of a key as {@code ssh-keygen -l} prints it.
     *
     * @param key type and base64
     * @return {@code SHA256:…}
     */
    public static String fingerprint(String key) {
        byte[] encoded = Base64.getDecoder().decode(key.split(" ", -1)[1]);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    static String text(PublicKey key) {
        byte[] encoded = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        return KeyType.fromKey(key) + " " + Base64.getEncoder().encodeToString(encoded);
    }

    /** Accepts the one known key of this endpoint and nothing else. */
    static HostKeyVerifier onlyThatOf(HostEndpoint endpoint) {
        String name =
                endpoint.port() == 22
                        ? endpoint.address()
                        : "[" + endpoint.address() + "]:" + endpoint.port();
        try {
            return new OpenSSHKnownHosts(new StringReader(name + " " + endpoint.hostKey() + "\n"));
        } catch (IOException failure) {
            throw new HostException(
                    HostFailureKind.REFUSED,
                    "HOST_KEY_MALFORMED",
                    "the known key of " + endpoint + " cannot be read",
                    failure);
        }
    }

    /** Remembers the key and refuses it, so that the connection ends before any login. */
    private static final class Seen implements HostKeyVerifier {

        private volatile @Nullable PublicKey key;

        @Override
        public boolean verify(String hostname, int port, PublicKey shown) {
            key = shown;
            return false;
        }

        @Override
        public List<String> findExistingAlgorithms(String hostname, int port) {
            return List.of();
        }
    }
}
