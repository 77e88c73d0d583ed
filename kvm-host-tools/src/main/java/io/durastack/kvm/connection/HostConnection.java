package io.durastack.kvm.connection;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import io.durastack.kvm.failure.LibvirtFailures;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.libvirt.LibvirtException;

/**
 * The one connection to one host: an SSH connection that carries commands and libvirt. It opens at
 * first use and again after it broke. Every call has a deadline, and a bound of calls at once
 * refuses with BUSY instead of making anybody wait.
 */
public final class HostConnection {

    /**
     * Native calls block their thread, so they get platform threads; idle ones go after a while.
     */
    private static final ExecutorService NATIVE =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("libvirt-call-", 0).factory());

    private final HostEndpoint endpoint;
    private final ConnectionSettings settings;
    private final HungCalls hung;
    private final Semaphore commands;
    private final Semaphore libvirtCalls;
    private final Reopened<SshLink> ssh;
    private final Reopened<LibvirtSession> libvirt;

    HostConnection(
            HostEndpoint endpoint,
            ConnectionSettings settings,
            List<String> helper,
            SessionCheck check,
            HungCalls hung) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.hung = hung;
        this.commands = new Semaphore(settings.commands());
        this.libvirtCalls = new Semaphore(settings.libvirtCalls());
        this.ssh =
                new Reopened<>(
                        "SSH of " + endpoint,
                        () -> SshLink.open(endpoint, settings),
                        SshLink::isOpen,
                        SshLink::close,
                        NATIVE);
        this.libvirt =
                new Reopened<>(
                        "libvirt of " + endpoint,
                        () -> openLibvirt(helper, check),
                        LibvirtSession::isOpen,
                        LibvirtSession::close,
                        NATIVE);
    }

    /** Where it leads. */
    public HostEndpoint endpoint() {
        return endpoint;
    }

    /**
     * Runs a command on the host, whatever its exit code.
     *
     * @throws HostException UNREACHABLE, TIMEOUT (it may go on there), BUSY
     */
    public CommandResult run(Command command, Duration within) {
        if (!commands.tryAcquire()) {
            throw full("commands", settings.commands());
        }
        try {
            Deadline deadline = Deadline.after(within);
            SshLink link = ssh.get(deadline);
            return link.run(command, deadline);
        } finally {
            commands.release();
        }
    }

    /**
     * Asks libvirt.
     *
     * @param domain whose call this is; while one of its calls hangs, further ones are refused.
     *     Null for calls on the host as a whole.
     * @param doing what is tried, for messages: {@code start of domain …}
     * @throws HostException what libvirt's failure means, or TIMEOUT (it may still happen there),
     *     BUSY
     */
    public <T extends @Nullable Object> T libvirt(
            @Nullable UUID domain, String doing, Duration within, LibvirtCall<T> call) {
        hung.refuse(domain);
        if (!libvirtCalls.tryAcquire()) {
            throw full("libvirt calls", settings.libvirtCalls());
        }
        Deadline deadline = Deadline.after(within);
        NativeCall<T> started;
        LibvirtSession session;
        try {
            session = libvirt.get(deadline);
            started = new NativeCall<>(domain, () -> call.ask(session.connect()));
            NATIVE.execute(started::run);
        } catch (RuntimeException failure) {
            libvirtCalls.release();
            throw failure;
        }
        return await(started, session, doing, deadline);
    }

    private <T extends @Nullable Object> T await(
            NativeCall<T> started, LibvirtSession session, String doing, Deadline deadline) {
        try {
            return started.result.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            started.markHung();
            throw new HostException(
                    HostFailureKind.TIMEOUT,
                    "LIBVIRT_TIMEOUT",
                    doing + " on " + endpoint + " did not end in time");
        } catch (ExecutionException failure) {
            throw translate(doing, failure.getCause(), session);
        } catch (InterruptedException interrupted) {
            started.markHung();
            Thread.currentThread().interrupt();
            throw new HostException(
                    HostFailureKind.TIMEOUT, "INTERRUPTED", doing + ": interrupted", interrupted);
        }
    }

    private RuntimeException translate(
            String doing, @Nullable Throwable cause, LibvirtSession session) {
        if (cause instanceof LibvirtException known) {
            HostException failure = LibvirtFailures.translate(doing, known);
            if (failure.kind() == HostFailureKind.UNREACHABLE) {
                libvirt.drop(session);
            }
            return failure;
        }
        return cause instanceof RuntimeException own
                ? own
                : new HostException(
                        HostFailureKind.BUG, "LIBVIRT_CALL", doing + ": " + cause, cause);
    }

    /** Passes a check once more, on the connection that is in use. */
    public void check(SessionCheck check, Duration within) {
        Deadline deadline = Deadline.after(within);
        check.pass(
                new SessionCheck.LibvirtAsker() {
                    @Override
                    public <T extends @Nullable Object> T ask(String doing, LibvirtCall<T> call) {
                        return libvirt(null, doing, deadline.remaining(), call);
                    }
                },
                command -> run(command, deadline.remaining()));
    }

    private LibvirtSession openLibvirt(List<String> helper, SessionCheck check) {
        SshLink link = ssh.get(Deadline.after(settings.connectTimeout()));
        LibvirtSession session = LibvirtSession.open(link, helper, settings, NATIVE);
        try {
            check.pass(
                    new CheckAsker(session),
                    command -> link.run(command, Deadline.after(settings.connectTimeout())));
            return session;
        } catch (RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    private HostException full(String what, int bound) {
        return new HostException(
                HostFailureKind.BUSY,
                "HOST_CALLS_FULL",
                "host " + endpoint.host() + " has " + bound + " " + what + " at once already");
    }

    /** Breaks the connection; the next call opens another. */
    void close() {
        libvirt.close();
        ssh.close();
    }

    /** Asks the session that nobody else has yet; it is within the time for opening. */
    private record CheckAsker(LibvirtSession session) implements SessionCheck.LibvirtAsker {

        @Override
        public <T extends @Nullable Object> T ask(String doing, LibvirtCall<T> call) {
            try {
                return call.ask(session.connect());
            } catch (LibvirtException failure) {
                throw LibvirtFailures.translate(doing, failure);
            }
        }
    }

    /** A call on its thread. Its place is free again when it returns, however late that is. */
    private final class NativeCall<T extends @Nullable Object> {

        private final java.util.concurrent.FutureTask<T> result;
        private final @Nullable UUID domain;
        private boolean ended;
        private boolean late;

        NativeCall(@Nullable UUID domain, java.util.concurrent.Callable<T> call) {
            this.domain = domain;
            this.result = new java.util.concurrent.FutureTask<>(call);
        }

        void run() {
            try {
                result.run();
            } finally {
                libvirtCalls.release();
                end();
            }
        }

        private synchronized void end() {
            ended = true;
            if (late) {
                hung.end(domain);
            }
        }

        synchronized void markHung() {
            if (!ended) {
                late = true;
                hung.begin(domain);
            }
        }
    }
}
