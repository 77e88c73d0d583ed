package io.durastack.workflows.engine;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the calls of one kind that a connection waits for. */
final class OpenCalls implements ClientInterceptor {

    private final String kind;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int open;

    /**
     * Counts none yet.
     *
     * @param kind how the names of their methods begin
     */
    OpenCalls(String kind) {
        this.kind = kind;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        return String.valueOf(method.getBareMethodName()).startsWith(kind)
                ? new Counted<>(call)
                : call;
    }

    /**
     * Waits until none is open.
     *
     * @param most at most so long
     * @return whether none is
     */
    boolean awaitNone(Duration most) {
        lock.lock();
        try {
            long left = most.toNanos();
            while (open > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return open == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void add(int change) {
        lock.lock();
        try {
            open += change;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Counted<Q, A> extends SimpleForwardingClientCall<Q, A> {

        Counted(ClientCall<Q, A> call) {
            super(call);
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            add(1);
            super.start(
                    new SimpleForwardingClientCallListener<>(listener) {
                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            try {
                                super.onClose(status, trailers);
                            } finally {
                                add(-1);
                            }
                        }
                    },
                    headers);
        }
    }
}
