package io.durastack.kvm.connection;

import io.durastack.kvm.failure.HostException;
import io.durastack.kvm.failure.HostFailureKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is opened when it is first wanted and again after it broke. However many ask at
 * once, it is opened once, and each waits no longer than it has time. A failure to open is handed
 * to all who ask within the next moment, so that a host that is down is not knocked on by hundreds.
 */
final class Reopened<T> {

    private static final Duration REST_AFTER_FAILURE = Duration.ofMillis(500);

    private final String what;
    private final Supplier<T> opener;
    private final Predicate<T> usable;
    private final Consumer<T> closer;
    private final Executor executor;

    private @Nullable CompletableFuture<T> current;
    private Deadline rest = Deadline.after(Duration.ZERO);
    private boolean closed;

    Reopened(
            String what,
            Supplier<T> opener,
            Predicate<T> usable,
            Consumer<T> closer,
            Executor executor) {
        this.what = what;
        this.opener = opener;
        this.usable = usable;
        this.closer = closer;
        this.executor = executor;
    }

    /**
     * The opened thing.
     *
     * @throws HostException what opening it ended with; TIMEOUT when the deadline came first
     */
    T get(Deadline deadline) {
        CompletableFuture<T> opening = opening();
        try {
            return opening.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof HostException known) {
                throw new HostException(known.kind(), known.code(), known.detail(), known);
            }
            throw new HostException(
                    HostFailureKind.BUG, "OPENING", what + ": " + failure.getCause(), failure);
        } catch (TimeoutException _) {
            throw new HostException(
                    HostFailureKind.TIMEOUT, "CONNECT_TIMEOUT", what + " was not open in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HostException(
                    HostFailureKind.TIMEOUT, "INTERRUPTED", what + ": interrupted", interrupted);
        }
    }

    private synchronized CompletableFuture<T> opening() {
        if (closed) {
            throw new HostException(HostFailureKind.UNREACHABLE, "CLOSED", what + " was closed");
        }
        CompletableFuture<T> known = current;
        if (known != null && !isOver(known)) {
            return known;
        }
        CompletableFuture<T> opening =
                CompletableFuture.supplyAsync(opener, executor).whenComplete(this::noteEnd);
        current = opening;
        return opening;
    }

    /** Whether the known one is of no use any more; what broke is closed here. */
    private boolean isOver(CompletableFuture<T> known) {
        if (!known.isDone()) {
            return false;
        }
        if (known.isCompletedExceptionally()) {
            return rest.passed();
        }
        T opened = known.join();
        if (usable.test(opened)) {
            return false;
        }
        closeAside(opened);
        return true;
    }

    private synchronized void noteEnd(@Nullable T opened, @Nullable Throwable failure) {
        if (failure != null) {
            rest = Deadline.after(REST_AFTER_FAILURE);
        } else if (closed && opened != null) {
            closeAside(opened);
        }
    }

    /** Says that this one broke; the next who asks opens another. */
    synchronized void drop(T broken) {
        CompletableFuture<T> known = current;
        if (known != null
                && known.isDone()
                && !known.isCompletedExceptionally()
                && known.join().equals(broken)) {
            current = null;
            closeAside(broken);
        }
    }

    synchronized void close() {
        closed = true;
        CompletableFuture<T> known = current;
        current = null;
        if (known != null && known.isDone() && !known.isCompletedExceptionally()) {
            closeAside(known.join());
        }
    }

    /** Closing may wait for a silent host, so nobody who wants a new one waits for it. */
    private void closeAside(T opened) {
        Thread.ofPlatform().daemon().name("closing " + what).start(() -> closer.accept(opened));
    }
}
