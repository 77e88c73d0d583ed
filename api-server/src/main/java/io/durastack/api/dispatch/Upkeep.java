package io.durastack.api.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What each API server does by itself, again and again. Every chore may run in several servers at
 * once, and may be cut at any moment: what it does is decided by row locks in the inventory.
 */
public final class Upkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    /** Something that is done again and again. */
    public interface Chore extends Runnable {

        /** The pause between two times. */
        Duration every();
    }

    private final List<Chore> chores;
    private ScheduledExecutorService timer = idle();
    private volatile boolean running;

    public Upkeep(List<Chore> chores) {
        this.chores = List.copyOf(chores);
    }

    private static ScheduledExecutorService idle() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("upkeep").daemon().factory());
    }

    @Override
    public void start() {
        running = true;
        if (timer.isShutdown()) {
            timer = idle();
        }
        for (Chore chore : chores) {
            long millis = chore.every().toMillis();
            var _ =
                    timer.scheduleWithFixedDelay(
                            () -> once(chore), millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** A chore that fails is tried again at its next time: the database or the engine is away. */
    private static void once(Chore chore) {
        try {
            chore.run();
        } catch (RuntimeException failed) {
            LOG.warn(
                    "{} failed, trying again: {}",
                    chore.getClass().getSimpleName(),
                    failed.toString());
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            boolean _ = timer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
