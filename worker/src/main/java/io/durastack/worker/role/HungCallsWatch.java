package io.durastack.worker.role;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Counts native calls that hang. They cannot be interrupted, and each keeps a thread and a domain,
 * so a worker with a handful of them counts as broken: it is better started anew.
 */
public final class HungCallsWatch {

    /** So many hung calls are no accident of a single guest any more. */
    static final int BROKEN_FROM = 5;

    private static final Logger LOG = LoggerFactory.getLogger(HungCallsWatch.class);

    private final List<PoolSteps> pools;
    private final ApplicationEventPublisher events;
    private final AtomicBoolean told = new AtomicBoolean();

    public HungCallsWatch(List<PoolSteps> pools, ApplicationEventPublisher events) {
        this.pools = List.copyOf(pools);
        this.events = events;
    }

    /** How many calls hang now. */
    int count() {
        return pools.stream().mapToInt(pool -> pool.hungCalls().getAsInt()).sum();
    }

    /** Tells once that the process is broken, when it is. */
    void look() {
        int count = count();
        if (count >= BROKEN_FROM && told.compareAndSet(false, true)) {
            LOG.error("{} native calls hang", count);
            AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        }
    }
}
