package io.durastack.kvm.connection;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import java.io.IOException;
import net.schmizz.sshj.SSHClient;

/** The public half of a private key. */
public final class PublicKeys {

    private PublicKeys() {}

    /**
     * Type and base64, as a line of {@code authorized_keys} begins.
     *
     * @param privateKey text of the private key, without passphrase
     * @throws HostException REFUSED when it cannot be read; the message does not repeat it
     */
    public static String of(String privateKey) {
        try (SSHClient client = new SSHClient(SshLink.CONFIG)) {
            return HostKeys.text(client.loadKeys(privateKey, null, null).getPublic());
        } catch (IOException | RuntimeException failure) {
            throw new HostException(
                    HostFailureKind.REFUSED,
                    "SSH_KEY_UNREADABLE",
                    "the private key cannot be read: " + failure.getClass().getSimpleName());
        }
    }
}
