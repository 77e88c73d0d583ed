package io.durastack.proof.stack;

import io.durastack.workflows.operation.OperationRun;
import io.grpc.Status;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Stands between the API server and the engine where a run is started, and lets the server go no
 * further than it was ordered to. What a dispatcher knows is in its rows, so a start that is never
 * heard of again leaves what a server that was killed there leaves.
 */
public final class StartProbe extends WorkflowClientInterceptorBase {

    /** Where a start goes no further. */
    public enum Seam {
        /** It is leased, and the server is gone before the engine hears of it. */
        BEFORE_THE_START,
        /** The engine has started it, and the server is gone before that is marked. */
        BEFORE_THE_MARK,
        /** The engine is not there. */
        ENGINE_AWAY,
        /** The engine has started it, and its answer does not arrive. */
        ANSWER_LOST;

        private boolean started() {
            return this == BEFORE_THE_MARK || this == ANSWER_LOST;
        }

        private boolean serverGone() {
            return this == BEFORE_THE_START || this == BEFORE_THE_MARK;
        }
    }

    /** What was ordered, for one start, and how often it struck. */
    public static final class Order {

        private final Predicate<OperationRun> where;
        private final Seam seam;
        private final Consumer<OperationRun> gone;
        private final AtomicInteger met = new AtomicInteger();

        private Order(Predicate<OperationRun> where, Seam seam, Consumer<OperationRun> gone) {
            this.where = where;
            this.seam = seam;
            this.gone = gone;
        }

        public int struck() {
            return Math.min(met.get(), 1);
        }

        private boolean strikes(OperationRun run) {
            return where.test(run) && met.incrementAndGet() == 1;
        }
    }

    /** No exception: the client of the engine would translate it, and give the lease back. */
    private static final class ServerGone extends Error {

        private static final long serialVersionUID = 1;

        ServerGone() {
            super("the server was cut off, as it was ordered to be");
        }
    }

    private final List<Order> orders = new CopyOnWriteArrayList<>();

    /**
     * Lets the first start that matches go no further than this.
     *
     * @param gone what happens while the server is gone, where it is
     */
    public Order order(Predicate<OperationRun> where, Seam seam, Consumer<OperationRun> gone) {
        Order order = new Order(where, seam, gone);
        orders.add(order);
        return order;
    }

    /** Nothing more is ordered. */
    public void lift() {
        orders.clear();
    }

    @Override
    public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(
            WorkflowClientCallsInterceptor next) {
        return new Calls(next);
    }

    private final class Calls extends WorkflowClientCallsInterceptorBase {

        Calls(WorkflowClientCallsInterceptor next) {
            super(next);
        }

        @Override
        public WorkflowStartOutput start(WorkflowStartInput input) {
            if (input.getArguments()[0] instanceof OperationRun run) {
                for (Order order : orders) {
                    if (order.strikes(run)) {
                        cut(order, run, input);
                    }
                }
            }
            return super.start(input);
        }

        private void cut(Order order, OperationRun run, WorkflowStartInput input) {
            if (order.seam.started()) {
                WorkflowStartOutput _ = super.start(input);
            }
            if (order.seam.serverGone()) {
                order.gone.accept(run);
                throw new ServerGone();
            }
            throw Status.UNAVAILABLE
                    .withDescription("the engine was away, as it was ordered to be")
                    .asRuntimeException();
        }
    }
}
