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

/** Counts the polls of a connection that wait for a task. */
final class OpenPolls implements ClientInterceptor {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int open;

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        return String.valueOf(method.getBareMethodName()).startsWith("Poll")
                ? new Poll<>(call)
                : call;
    }

    /**
     * Waits until no poll is open.
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

    private final class Poll<Q, A> extends SimpleForwardingClientCall<Q, A> {

        Poll(ClientCall<Q, A> call) {
            super(call);
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            add(1);
            super.start(
                    new SimpleForwardingClientCallListener<>(listener) {
                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            add(-1);
                            super.onClose(status, trailers);
                        }
                    },
                    headers);
        }
    }
}
