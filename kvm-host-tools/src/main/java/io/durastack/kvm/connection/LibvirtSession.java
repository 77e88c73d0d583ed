package io.durastack.kvm.connection;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.failure.LibvirtFailures;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** libvirt of one host, opened through its SSH connection. */
final class LibvirtSession {

    private final Connect connect;
    private final LibvirtTunnel tunnel;

    private LibvirtSession(Connect connect, LibvirtTunnel tunnel) {
        this.connect = connect;
        this.tunnel = tunnel;
    }

    static LibvirtSession open(
            SshLink ssh,
            List<String> helper,
            ConnectionSettings settings,
            ExecutorService nativeThreads) {
        LibvirtRuntime.ensureStarted();
        LibvirtTunnel tunnel;
        try {
            tunnel = LibvirtTunnel.open(ssh, helper);
        } catch (IOException failure) {
            throw new HostException(
                    HostFailureKind.BUG, "TUNNEL", "no local socket: " + failure, failure);
        }
        Future<Connect> opening = nativeThreads.submit(() -> connect(tunnel, settings));
        try {
            Connect connect =
                    opening.get(settings.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
            return new LibvirtSession(connect, tunnel);
        } catch (TimeoutException silent) {
            // Closing the tunnel ends the native call, so its thread comes back.
            tunnel.close();
            throw new HostException(
                    HostFailureKind.UNREACHABLE,
                    "LIBVIRT_SILENT",
                    "libvirt does not answer, SSH does",
                    silent);
        } catch (ExecutionException failure) {
            tunnel.close();
            throw failure.getCause() instanceof LibvirtException known
                    ? unreachable(known)
                    : new HostException(
                            HostFailureKind.BUG, "LIBVIRT_OPEN", "libvirt: " + failure, failure);
        } catch (InterruptedException interrupted) {
            tunnel.close();
            Thread.currentThread().interrupt();
            throw new HostException(
                    HostFailureKind.TIMEOUT, "INTERRUPTED", "opening libvirt", interrupted);
        }
    }

    private static Connect connect(LibvirtTunnel tunnel, ConnectionSettings settings)
            throws LibvirtException {
        Connect connect = new Connect("qemu+unix:///system?socket=" + tunnel.socket());
        connect.setKeepAlive(settings.keepAliveSeconds(), settings.keepAliveMisses());
        return connect;
    }

    /** Whatever the native library says: without this connection the host cannot be worked with. */
    private static HostException unreachable(LibvirtException failure) {
        HostException known = LibvirtFailures.translate("opening libvirt", failure);
        return new HostException(
                HostFailureKind.UNREACHABLE, "LIBVIRT_UNREACHABLE", known.detail(), known);
    }

    Connect connect() {
        return connect;
    }

    boolean isOpen() {
        return !tunnel.isBroken();
    }

    void close() {
        tunnel.close();
        SshLink.closeQuietly(connect::close);
    }
}
