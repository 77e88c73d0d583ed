package io.durastack.api.dispatch;

import io.durastack.inventory.database.Transactions;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the partitions of the coming months, drops those that were kept long enough, and deletes
 * idempotency keys that are older than a day and whose operation has ended.
 */
public final class Housekeeping implements Upkeep.Chore {

    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Duration every;
    private final int eventDays;
    private final int auditDays;

    /**
     * Makes it.
     *
     * @param eventDays how long events are kept at least
     * @param auditDays how long audit lines are kept at least
     */
    public Housekeeping(
            JdbcClient jdbc,
            Transactions transactions,
            Duration every,
            int eventDays,
            int auditDays) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.every = every;
        this.eventDays = eventDays;
        this.auditDays = auditDays;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public void run() {
        boolean _ =
                transactions.run(() -> {
                    jdbc.sql(
                                    """
                                    select make_partitions(2), drop_partitions('event', :eventDays),
                                        drop_partitions('audit', :auditDays)
                                    """)
                            .param("eventDays", eventDays)
                            .param("auditDays", auditDays)
                            .query((row, index) -> true)
                            .list();
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
