package io.durastack.api.dispatch;

import io.durastack.inventory.database.Transactions;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the partitions of the coming months, and deletes idempotency keys that are older than a day
 * and whose operation has ended.
 */
public final class Housekeeping implements Upkeep.Chore {

    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Duration every;

    public Housekeeping(JdbcClient jdbc, Transactions transactions, Duration every) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.every = every;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public void run() {
        boolean _ =
                transactions.run(() -> {
                    jdbc.sql("select make_partitions(2)").query((row, index) -> true).list();
                    return true;
                });
        int deleted = BATCH;
        while (deleted == BATCH) {
            deleted = transactions.run(this::deleteKeys);
        }
    }

    private int deleteKeys() {
        return jdbc.sql(
                        """
                        delete from idempotency_key where ctid in (
                            select k.ctid from idempotency_key k left join operation o on o.id = k.operation_id
                            where k.created_at < now() - interval '24 hours'
                                and (o.id is null or o.finished_at < now() - interval '24 hours')
                            limit :batch)
                        """)
                .param("batch", BATCH)
                .update();
    }
}
