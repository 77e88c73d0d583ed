package io.durastack.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.SimulatedZone;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What all journals of the inventory say, from one moment on. The slate leaves them out, as they
 * keep what was whatever the end; so here: what they had said stands, and what they say since is of
 * operations of the case, each told from its beginning to its one end, and never of a neighbour.
 *
 * <p>Not looked at: {@code audit}, which is written in batches up to a second later, one row for
 * each request; its tests count them.
 */
final class Journals {

    /**
     * What does not change any more once an operation has ended. Of the row itself those columns
     * that people are told; the others are the engine's and the dispatcher's notes.
     */
    private static final Map<String, String> SAID =
            Map.of(
                    "event",
                    "row(e.*)::text from event e where e.occurred_at <= :since",
                    "debt",
                    "row(d.*)::text from debt d where d.created_at <= :since",
                    "idempotency_key",
                    "row(k.*)::text from idempotency_key k where k.created_at <= :since",
                    "operation",
                    "row(o.id, o.kind, o.state, o.run, o.error, o.steps, o.debts, o.finished_at)::text"
                            + " from operation o where o.created_at <= :since");

    private static final String NEIGHBOURS = "(select id from vm where name like 'neighbour-of-%')";

    /** Complaints about what is new: nothing may be found by any of them. */
    private static final Map<String, String> NEVER =
            Map.of(
                    "an operation that has not ended",
                    "select kind || ' ' || state from operation"
                            + " where created_at > :since and state not in ('SUCCEEDED', 'ROLLED_BACK')",
                    "an operation on a neighbour",
                    "select kind from operation where created_at > :since and resource_id in "
                            + NEIGHBOURS,
                    "an event of a neighbour",
                    "select type from event where occurred_at > :since and resource_id in "
                            + NEIGHBOURS,
                    "a debt of a neighbour",
                    "select removal::text from debt where created_at > :since and vm_id in "
                            + NEIGHBOURS,
                    "a debt that nobody has paid",
                    "select removal::text from debt where created_at > :since and paid_at is null",
                    "an event of an operation that had ended before",
                    "select e.type from event e join operation o on o.id = e.operation_id"
                            + " where e.occurred_at > :since and o.created_at <= :since",
                    "an event of an operation that there is not",
                    "select e.type from event e where e.operation_id is not null"
                            + " and not exists (select from operation o where o.id = e.operation_id)",
                    "an operation that is not told from its beginning to its one end",
                    """
                    select o.kind || ': ' || string_agg(e.type, ' ' order by e.xid, e.seq)
                    from operation o left join event e on e.operation_id = o.id and e.type like 'operation.%'
                    where o.created_at > :since
                    group by o.id
                    having count(*) filter (where e.type = 'operation.accepted') <> 1
                        or count(*) filter (where e.type in ('operation.succeeded', 'operation.rolled_back')) <> 1
                        or (array_agg(e.type order by e.xid, e.seq))[1] <> 'operation.accepted'
                        or (array_agg(e.type order by e.xid desc, e.seq desc))[1] <> 'operation.' || lower(o.state)
                    """,
                    "a key of an operation that there is not",
                    "select path from idempotency_key k where k.operation_id is not null"
                            + " and not exists (select from operation o where o.id = k.operation_id)");

    private final JdbcClient inventory;
    private final OffsetDateTime since;
    private final Map<String, List<String>> said;

    /** From now on. Everything that was asked for has ended. */
    Journals(SimulatedZone zone) {
        this.inventory = zone.inventory();
        this.since = inventory.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
        this.said = said();
    }

    private Map<String, List<String>> said() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        SAID.forEach((journal, rows) ->
                all.put(
                        journal,
                        read(
                                "select md5(string_agg(r, ' ' order by r)) from (select "
                                        + rows
                                        + ") q(r)")));
        return all;
    }

    private List<String> read(String sql) {
        return inventory
                .sql(sql)
                .param("since", since)
                .query((row, index) -> String.valueOf(row.getString(1)))
                .list();
    }

    /** Complains about what is not so. */
    void assertOfThisCaseOnly() {
        assertThat(said()).as("what the journals had said before").isEqualTo(said);
        NEVER.forEach((complaint, found) -> assertThat(read(found)).as(complaint).isEmpty());
    }
}
