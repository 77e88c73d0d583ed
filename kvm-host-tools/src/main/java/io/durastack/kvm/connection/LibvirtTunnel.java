package io.durastack.kvm.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local socket, in a folder that only this user may enter, whose bytes go through the SSH
 * connection to libvirt's own helper on the host. The native library needs no key and no address
 * that way, and no port is opened on either side.
 */
final class LibvirtTunnel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LibvirtTunnel.class);

    private final SshLink ssh;
    private final Command helper;
    private final Path folder;
    private final ServerSocketChannel server;
    private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();
    private volatile boolean broken;

    private LibvirtTunnel(SshLink ssh, Command helper, Path folder, ServerSocketChannel server) {
        this.ssh = ssh;
        this.helper = helper;
        this.folder = folder;
        this.server = server;
    }

    /**
     * @param helper what runs on the host: {@code virt-ssh-helper qemu:///system}, with sudo where
     *     the user needs it
     */
    static LibvirtTunnel open(SshLink ssh, List<String> helper) throws IOException {
        Path folder =
                Files.createTempDirectory(
                        "dura",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        LibvirtTunnel tunnel = new LibvirtTunnel(ssh, Command.of(helper), folder, server);
        try {
            server.bind(UnixDomainSocketAddress.of(tunnel.socket()));
        } catch (IOException failure) {
            tunnel.close();
            throw failure;
        }
        Thread.ofVirtual().name("libvirt-tunnel").start(tunnel::accept);
        return tunnel;
    }

    /** Path of the local socket. */
    Path socket() {
        return folder.resolve("libvirt");
    }

    /** Whether an end of it went away: the daemon, its helper, or the SSH connection. */
    boolean isBroken() {
        return broken;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel local = server.accept();
                open.add(local);
                Thread.ofVirtual().start(() -> carry(local));
            } catch (IOException failure) {
                LOG.debug("tunnel closed: {}", failure.toString());
                broken = true;
                return;
            }
        }
    }

    private void carry(SocketChannel local) {
        try (local;
                Session.Command remote = ssh.start(helper)) {
            open.add(remote);
            Thread.ofVirtual()
                    .start(() -> pump(Channels.newInputStream(local), remote.getOutputStream()));
            pump(remote.getInputStream(), Channels.newOutputStream(local));
        } catch (IOException failure) {
            LOG.debug("libvirt's helper on the host: {}", failure.toString());
        } finally {
            broken = true;
        }
    }

    private static void pump(InputStream from, OutputStream to) {
        byte[] buffer = new byte[1 << 16];
        try (to) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.write(buffer, 0, count);
                to.flush();
            }
        } catch (IOException failure) {
            LOG.debug("a side of the tunnel closed: {}", failure.toString());
        }
    }

    @Override
    public void close() {
        broken = true;
        SshLink.closeQuietly(server);
        // The local ends first: they free a native call that waits, while the remote end may hang.
        open.removeIf(end -> end instanceof SocketChannel && closed(end));
        open.forEach(SshLink::closeQuietly);
        deleteQuietly(socket());
        deleteQuietly(folder);
    }

    private static boolean closed(AutoCloseable end) {
        SshLink.closeQuietly(end);
        return true;
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            LOG.warn("left behind: {}", path);
        }
    }
}
