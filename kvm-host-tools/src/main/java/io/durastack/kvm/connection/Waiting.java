package io.durastack.kvm.connection;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something on a host that nobody tells us about. */
public final class Waiting {

    private Waiting() {}

    /**
     * Asks again and again.
     *
     * @param every time between two questions
     * @return false when the deadline came first, or the thread was interrupted (and still is)
     */
    public static boolean until(BooleanSupplier question, Duration every, Deadline deadline) {
        CountDownLatch never = new CountDownLatch(1);
        while (!question.getAsBoolean()) {
            if (deadline.passed()) {
                return false;
            }
            Duration pause =
                    every.compareTo(deadline.remaining()) < 0 ? every : deadline.remaining();
            try {
                if (never.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
