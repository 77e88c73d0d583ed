package io.durastack.proof.stack;

import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

/**
 * Stands between every step of every operation and what does it, in the inventory or in a world,
 * and lets it go as it was ordered to: not at all, without an answer, twice, much later. It is
 * inside of the product's own interceptor, so that what it does looks like the step's own doing.
 */
public final class StepProbe extends WorkerInterceptorBase implements Ordered {

    /**
     * A step that came by.
     *
     * @param kind of the operation, {@code vm.create}
     * @param step name of the activity, {@code EnsureDomain}
     * @param inInventory whether it is a transaction of our own, and not a step on a host
     * @param host where; empty in the inventory
     */
    public record Met(
            String kind, String step, boolean inInventory, int attempt, Fence fence, String host) {}

    /** One try of a step, in hand. */
    public interface Call {

        Met met();

        /** Lets the step happen; any number of times, at any time, by any thread. */
        @Nullable Object proceed();
    }

    private record InHand(Met met, Supplier<@Nullable Object> step) implements Call {

        @Override
        public @Nullable Object proceed() {
            return step.get();
        }
    }

    /** What becomes of a try. */
    @FunctionalInterface
    public interface Way {

        @Nullable Object pass(Call call);
    }

    /** What was ordered, and how often it struck. */
    public static final class Order {

        private final Predicate<Met> where;
        private final Way way;
        private final int most;
        private final AtomicInteger struck = new AtomicInteger();

        private Order(Predicate<Met> where, Way way, int most) {
            this.where = where;
            this.way = way;
            this.most = most;
        }

        public int struck() {
            return Math.min(struck.get(), most);
        }

        private boolean strikes(Met met) {
            return where.test(met) && struck.incrementAndGet() <= most;
        }
    }

    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Met> seen = new ConcurrentLinkedQueue<>();

    /** Lets every matching try go this way; what is let go on meets the orders that came later. */
    public Order order(Predicate<Met> where, Way way) {
        return order(where, way, Integer.MAX_VALUE);
    }

    /** The same for so many tries at most. */
    public Order order(Predicate<Met> where, Way way, int most) {
        Order order = new Order(where, way, most);
        orders.add(order);
        return order;
    }

    /** Nothing more is ordered, and what was seen is forgotten. */
    public void clear() {
        orders.clear();
        seen.clear();
    }

    /** Nothing more is ordered. */
    public void lift() {
        orders.clear();
    }

    /** Every try that came by since the last {@link #clear}, in the order of their beginning. */
    public List<Met> seen() {
        return List.copyOf(seen);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Inbound(next);
    }

    private final class Inbound extends ActivityInboundCallsInterceptorBase {

        private @Nullable ActivityInfo info;

        Inbound(ActivityInboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void init(ActivityExecutionContext context) {
            this.info = context.getInfo();
            super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            Optional<Met> met = met(Objects.requireNonNull(info), input);
            if (met.isEmpty()) {
                return super.execute(input);
            }
            seen.add(met.get());
            Supplier<@Nullable Object> step = () -> super.execute(input).getResult();
            return new ActivityOutput(pass(met.get(), List.copyOf(orders), step));
        }
    }

    /** Each order that strikes stands before those that were given after it. */
    private static @Nullable Object pass(
            Met met, List<Order> orders, Supplier<@Nullable Object> step) {
        for (int index = 0; index < orders.size(); index++) {
            if (orders.get(index).strikes(met)) {
                List<Order> rest = orders.subList(index + 1, orders.size());
                return orders.get(index).way.pass(new InHand(met, () -> pass(met, rest, step)));
            }
        }
        return step.get();
    }

    private static Optional<Met> met(
            ActivityInfo info, ActivityInboundCallsInterceptor.ActivityInput input) {
        return Arrays.stream(input.getArguments())
                .filter(FencedRequest.class::isInstance)
                .map(FencedRequest.class::cast)
                .findFirst()
                .map(request ->
                        new Met(
                                String.valueOf(info.getWorkflowType()),
                                info.getActivityType(),
                                info.isLocal(),
                                info.getAttempt(),
                                request.fence(),
                                request instanceof HostStepRequest step ? step.host().name() : ""));
    }
}
