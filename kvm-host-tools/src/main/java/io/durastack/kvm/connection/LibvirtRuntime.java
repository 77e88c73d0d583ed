package io.durastack.kvm.connection;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt.VirErrorCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the native library wants once per process: its event loop, without which its keep-alive
 * would close every connection, and an error callback, without which it prints to standard error.
 */
final class LibvirtRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(LibvirtRuntime.class);

    /** Held for ever: native code calls it. The failures come as exceptions too. */
    private static final VirErrorCallback SILENT = (user, error) -> {};

    private LibvirtRuntime() {}

    private static final class Started {
        static final Thread LOOP = start();
    }

    /** Starts the event loop at the first call. */
    static void ensureStarted() {
        try {
            if (!Started.LOOP.isAlive()) {
                throw new HostException(
                        HostFailureKind.BUG, "LIBVIRT_LOOP", "the event loop of libvirt has ended");
            }
        } catch (LinkageError failure) {
            throw new HostException(
                    HostFailureKind.REFUSED,
                    "LIBVIRT_MISSING",
                    "the library libvirt.so.0 is not installed on this machine (package libvirt0)",
                    failure);
        }
    }

    private static Thread start() {
        try {
            Library.initEventLoop();
            Connect.setErrorCallback(SILENT);
        } catch (LibvirtException failure) {
            throw new IllegalStateException(failure);
        }
        return Thread.ofPlatform().daemon().name("libvirt events").start(LibvirtRuntime::loop);
    }

    private static void loop() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Library.processEvent();
            } catch (LibvirtException failure) {
                // One broken connection must not end the sign of life of all the others.
                LOG.warn("event loop of libvirt: {}", failure.toString());
            }
        }
    }
}
