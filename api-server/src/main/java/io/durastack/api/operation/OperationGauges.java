package io.durastack.api.operation;

import io.durastack.api.rest.House;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * What operators watch, as gauges: {@code durastack.operations} by state (those that have not
 * ended), {@code durastack.operations.late}, {@code durastack.debts}, {@code
 * durastack.hosts.silent} and {@code durastack.outbox.age} in seconds. All from one statement, at
 * most every five seconds; every API server tells the same.
 */
@Component
class OperationGauges {

    private static final Logger LOG = LoggerFactory.getLogger(OperationGauges.class);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private record Counts(
            long pending,
            long running,
            long unwinding,
            long held,
            long late,
            long debts,
            long silent,
            double outboxAge) {}

    private record Known(Counts counts, long at) {}

    private static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    private final House house;
    private volatile Known known = new Known(NONE, System.nanoTime() - FRESH_NANOS);

    OperationGauges(House house, MeterRegistry meters) {
        this.house = house;
        state(meters, "PENDING", Counts::pending);
        state(meters, "RUNNING", Counts::running);
        state(meters, "UNWINDING", Counts::unwinding);
        state(meters, "HELD", Counts::held);
        gauge(meters, "durastack.operations.late", Counts::late);
        gauge(meters, "durastack.debts", Counts::debts);
        gauge(meters, "durastack.hosts.silent", Counts::silent);
        Gauge.builder("durastack.outbox.age", this, it -> it.counts().outboxAge())
                .baseUnit("seconds")
                .register(meters);
    }

    private void state(MeterRegistry meters, String state, ToDoubleFunction<Counts> count) {
        Gauge.builder("durastack.operations", this, it -> count.applyAsDouble(it.counts()))
                .tag("state", state)
                .register(meters);
    }

    private void gauge(MeterRegistry meters, String name, ToDoubleFunction<Counts> count) {
        Gauge.builder(name, this, it -> count.applyAsDouble(it.counts())).register(meters);
    }

    private Counts counts() {
        Known now = known;
        if (System.nanoTime() - now.at() < FRESH_NANOS) {
            return now.counts();
        }
        try {
            Counts counts = read();
            known = new Known(counts, System.nanoTime());
            return counts;
        } catch (DataAccessException away) {
            LOG.debug("the inventory does not answer the gauges", away);
            return now.counts();
        }
    }

    private Counts read() {
        return house.jdbc()
                .sql(
                        """
                        select count(*) filter (where state = 'PENDING') as pending,
                            count(*) filter (where state = 'RUNNING') as running,
                            count(*) filter (where state = 'UNWINDING') as unwinding,
                            count(*) filter (where state = 'HELD') as held,
                            count(*) filter (where deadline < now()) as late,
                            (select count(*) from debt where paid_at is null) as debts,
                            (select count(*) from host where observed_state = 'SILENT' and deleted_at is null) as silent,
                            coalesce(extract(epoch from now() - min(created_at) filter
                                (where dispatched_at is null and waits_for is null and state <> 'HELD')), 0)::float8
                                as outbox_age
                        from operation where state in ('PENDING', 'RUNNING', 'UNWINDING', 'HELD')
                        """)
                .query(Counts.class)
                .single();
    }
}
