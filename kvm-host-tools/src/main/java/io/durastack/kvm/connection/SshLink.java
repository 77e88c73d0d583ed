package io.durastack.kvm.connection;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.failure.SshFailures;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One SSH connection to one host. */
final class SshLink {

    static final DefaultConfig CONFIG = config();

    private static final Logger LOG = LoggerFactory.getLogger(SshLink.class);

    private static final ExecutorService THREADS =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("ssh-", 0).factory());

    private final HostEndpoint endpoint;
    private final SSHClient client;

    private SshLink(HostEndpoint endpoint, SSHClient client) {
        this.endpoint = endpoint;
        this.client = client;
    }

    private static DefaultConfig config() {
        DefaultConfig config = new DefaultConfig();
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        return config;
    }

    /** Connects and logs in. */
    static SshLink open(HostEndpoint endpoint, ConnectionSettings settings) {
        SSHClient client = new SSHClient(CONFIG);
        int timeout = Math.toIntExact(settings.connectTimeout().toMillis());
        client.setConnectTimeout(timeout);
        client.setTimeout(timeout);
        client.getConnection().setTimeoutMs(timeout);
        client.getTransport().setTimeoutMs(timeout);
        client.addHostKeyVerifier(HostKeys.onlyThatOf(endpoint));
        if (client.getConnection().getKeepAlive() instanceof KeepAliveRunner keepAlive) {
            keepAlive.setKeepAliveInterval(settings.keepAliveSeconds());
            keepAlive.setMaxAliveCount(settings.keepAliveMisses());
        }
        KeyProvider key = key(client, endpoint);
        try {
            client.connect(endpoint.address(), endpoint.port());
            client.authPublickey(endpoint.user(), key);
            return new SshLink(endpoint, client);
        } catch (IOException failure) {
            closeQuietly(client);
            throw SshFailures.translate("connecting to " + endpoint, failure);
        }
    }

    /** Read before anything is sent: an unreadable key is no trouble of the network. */
    private static KeyProvider key(SSHClient client, HostEndpoint endpoint) {
        try {
            KeyProvider key = client.loadKeys(endpoint.privateKey(), null, null);
            key.getPrivate();
            return key;
        } catch (IOException | RuntimeException unreadable) {
            closeQuietly(client);
            throw new HostException(
                    HostFailureKind.REFUSED,
                    "SSH_KEY_UNREADABLE",
                    "the private key for "
                            + endpoint
                            + " cannot be read, or has a passphrase: "
                            + unreadable.getClass().getSimpleName());
        }
    }

    boolean isOpen() {
        return client.isConnected() && client.isAuthenticated();
    }

    /** A channel on which this command has begun; the caller closes it. */
    Session.Command start(Command command) throws IOException {
        return start(command.quoted());
    }

    private Session.Command start(String line) throws IOException {
        Session session = client.startSession();
        try {
            return session.exec(line);
        } catch (IOException failure) {
            closeQuietly(session);
            throw failure;
        }
    }

    /**
     * Runs a command to its end.
     *
     * @throws HostException TIMEOUT when the deadline comes first: the command may go on on the
     *     host; UNREACHABLE when the answer is lost
     */
    CommandResult run(Command command, Deadline deadline) {
        String program = command.words().getFirst();
        CommandRun run = new CommandRun(this, command);
        Future<CommandResult> result = THREADS.submit(run);
        try {
            return result.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            THREADS.execute(run::abandon);
            result.cancel(true);
            throw new HostException(
                    HostFailureKind.TIMEOUT,
                    "COMMAND_TIMEOUT",
                    program + " on " + endpoint + " did not end in time");
        } catch (ExecutionException failure) {
            throw translate(program, failure.getCause());
        } catch (InterruptedException interrupted) {
            THREADS.execute(run::abandon);
            Thread.currentThread().interrupt();
            throw new HostException(
                    HostFailureKind.TIMEOUT, "INTERRUPTED", program + ": interrupted", interrupted);
        }
    }

    /** What a listener to the output threw passes through: it is the caller's own. */
    private RuntimeException translate(String program, @Nullable Throwable cause) {
        String doing = program + " on " + endpoint;
        return switch (cause) {
            case RuntimeException own -> own;
            case OpenFailException full ->
                    new HostException(
                            HostFailureKind.BUSY,
                            "SSH_CHANNELS_FULL",
                            doing + ": the SSH server opens no further channel",
                            full);
            case IOException failure -> SshFailures.translate(doing, failure);
            case null, default ->
                    new HostException(HostFailureKind.BUG, "COMMAND", doing + ": " + cause, cause);
        };
    }

    void close() {
        closeQuietly(client);
    }

    /** For what is being thrown away: that it cannot be closed in an orderly way helps nobody. */
    static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception failure) {
            LOG.debug("closing {}: {}", closeable, failure.toString());
        }
    }
}
