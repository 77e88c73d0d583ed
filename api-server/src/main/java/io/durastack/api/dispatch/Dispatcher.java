package io.durastack.api.dispatch;

import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.operation.OperationOutbox;
import io.durastack.inventory.operation.OutboxEntry;
import io.durastack.workflows.operation.OperationRun;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Takes operations from the outbox and starts them in the engine, in each API server. A request
 * that was accepted here wakes it at once; for all else (those of other servers, of runs that ended
 * and made room, of leases that ran out) it looks by itself, four times a second.
 *
 * <p>One round: lease a batch in one transaction, start all of it side by side, mark what was
 * started in one more. No lock is held while the engine is called. A crash at any moment leaves
 * leases that run out.
 */
public final class Dispatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int BATCH = 64;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 250;
    private static final long ENGINE_AWAY_MILLIS = 2_000;

    private final OperationOutbox outbox;
    private final Transactions transactions;
    private final RunStarter starter;
    private final Semaphore wake = new Semaphore(0);
    private final ExecutorService starts = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;
    private Thread thread = new Thread();

    public Dispatcher(OperationOutbox outbox, Transactions transactions, RunStarter starter) {
        this.outbox = outbox;
        this.transactions = transactions;
        this.starter = starter;
    }

    /** Something was accepted and committed. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("dispatcher").daemon().start(this::loop);
    }

    @Override
    public void stop() {
        running = false;
        wake.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        starts.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void loop() {
        while (running) {
            try {
                long pause = round();
                if (pause > 0) {
                    boolean _ = wake.tryAcquire(pause, TimeUnit.MILLISECONDS);
                    wake.drainPermits();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One round; answers how long to wait for the next. */
    private long round() throws InterruptedException {
        try {
            List<OutboxEntry> leased = transactions.run(() -> outbox.lease(BATCH, LEASE));
            if (leased.isEmpty()) {
                return LOOK_MILLIS;
            }
            return start(leased) ? 0 : ENGINE_AWAY_MILLIS;
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("the inventory does not answer, trying again: {}", away.getMessage());
            return ENGINE_AWAY_MILLIS;
        }
    }

    private boolean start(List<OutboxEntry> leased) throws InterruptedException {
        Queue<OperationRun> started = new ConcurrentLinkedQueue<>();
        Queue<OperationRun> notStarted = new ConcurrentLinkedQueue<>();
        starts.invokeAll(
                leased.stream()
                        .<Callable<Boolean>>map(entry ->
                                () ->
                                        (starter.start(entry) ? started : notStarted)
                                                .add(entry.run()))
                        .toList());
        if (!started.isEmpty()) {
            outbox.dispatched(started);
        }
        if (!notStarted.isEmpty()) {
            outbox.giveBack(notStarted);
        }
        return notStarted.isEmpty();
    }
}
