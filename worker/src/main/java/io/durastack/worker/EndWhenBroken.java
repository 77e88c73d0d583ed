package io.durastack.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationListener;

/**
 * Ends a process that says of itself that it is broken, so that its supervisor starts it anew. The
 * engine gives the steps that it had in hand to others, and the fence keeps a hung call that comes
 * back late from doing harm.
 */
public final class EndWhenBroken
        implements ApplicationListener<AvailabilityChangeEvent<LivenessState>> {

    private static final Logger LOG = LoggerFactory.getLogger(EndWhenBroken.class);

    /** A hung native call may hold up an orderly end; it must not hold up the new start. */
    private static final long LONGEST_END_SECONDS = 60;

    private static final int BROKEN = 70;

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<LivenessState> event) {
        if (event.getState() == LivenessState.BROKEN) {
            LOG.error("this process is broken and ends, to be started anew");
            Thread.ofPlatform().name("end when broken").start(() -> System.exit(BROKEN));
            Thread.ofPlatform().daemon().name("end at the latest").start(EndWhenBroken::haltLater);
        }
    }

    private static void haltLater() {
        try {
            boolean _ = new CountDownLatch(1).await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(BROKEN);
    }
}
