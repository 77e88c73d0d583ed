package io.durastack.api.rest;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.security.Caller;
import io.durastack.inventory.database.Transactions;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Transactions of requests, shared out among those who ask: one token has at most a part of the
 * connections at once, so the request of another one never waits behind its ten thousand. Its own
 * wait in their order.
 */
public final class FairTransactions {

    /** After so long a request is told to come again. */
    private static final long PATIENCE_SECONDS = 60;

    private final Transactions transactions;
    private final int share;
    private final Map<UUID, Semaphore> shares = new ConcurrentHashMap<>();

    FairTransactions(Transactions transactions, int share) {
        this.transactions = transactions;
        this.share = share;
    }

    /**
     * Runs the work; joins the transaction of the caller where there is one.
     *
     * @throws ApiProblem {@code unavailable} when its turn has not come for a minute
     */
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return transactions.run(work);
        }
        Optional<Semaphore> turn =
                Caller.ifAny()
                        .map(it ->
                                shares.computeIfAbsent(
                                        it.token(), token -> new Semaphore(share, true)));
        turn.ifPresent(FairTransactions::await);
        try {
            return transactions.run(work);
        } finally {
            turn.ifPresent(Semaphore::release);
        }
    }

    private static void await(Semaphore turn) {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ApiProblem.of(
                        ProblemCode.UNAVAILABLE,
                        "this token has more requests under way than the server works off in a minute");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ApiProblem.of(ProblemCode.UNAVAILABLE, "the server is stopping");
        }
    }
}
