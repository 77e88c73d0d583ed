package io.durastack.standalone.crash;

import io.durastack.standalone.audit.Access;
import io.durastack.standalone.audit.Audit;
import io.durastack.standalone.stress.Requests;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must be true at rest. No fault is injected and nothing is lost with a killed process, so
 * nobody may have to decide anything: an operation that is held, or rolled back though nobody
 * cancelled it, is a difference.
 */
final class Verdict {

    private static final long EVENTS_LATE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Access access;
    private final JdbcClient inventory;
    private final OffsetDateTime began;

    Verdict(Access access, OffsetDateTime began) {
        this.access = access;
        this.inventory = access.inventory();
        this.began = began;
    }

    /** All differences, a line each. */
    List<String> differences(
            List<Deed> deeds, List<Requests.Sent> sent, EventTail tail, String from) {
        List<String> differences = new ArrayList<>();
        differences.addAll(refusals(sent));
        differences.addAll(lost(sent));
        differences.addAll(ends());
        differences.addAll(counts(deeds));
        differences.addAll(states(deeds));
        differences.addAll(events(tail, from));
        differences.addAll(new Audit(inventory, access.engine()).run().differences());
        return differences;
    }

    private static List<String> refusals(List<Requests.Sent> sent) {
        return sent.stream()
                .filter(it -> it.refusal() != null)
                .map(it -> "the request for " + it.name() + " was refused: " + it.refusal())
                .toList();
    }

    /** What was answered with an operation is there. */
    private List<String> lost(List<Requests.Sent> sent) {
        Set<String> there =
                new HashSet<>(lines("select id::text from operation where created_at >= :began"));
        return sent.stream()
                .filter(it -> !it.operation().isEmpty() && !there.contains(it.operation()))
                .map(it ->
                        "operation "
                                + it.operation()
                                + " of "
                                + it.name()
                                + " was accepted and is lost")
                .toList();
    }

    private List<String> ends() {
        return lines(
                """
                select kind || ' of ' || resource_name || ' (' || id || ') is ' || state || ': ' || coalesce(error::text, '')
                from operation where created_at >= :began
                    and (state = 'HELD' or (state = 'ROLLED_BACK' and error ->> 'code' <> 'CANCELLED'))
                """);
    }

    /** A request that was sent again has made one operation. */
    private List<String> counts(List<Deed> deeds) {
        Map<String, Long> wanted = new HashMap<>();
        for (Deed deed : deeds) {
            wanted.merge(
                    "vm." + deed.kind().name().toLowerCase(java.util.Locale.ROOT), 1L, Long::sum);
            if (deed.twist() == Deed.Twist.DELETE) {
                wanted.merge("vm.delete", 1L, Long::sum);
            }
        }
        Map<String, Long> made = new HashMap<>();
        inventory
                .sql(
                        """
                        select kind, count(*) from operation where created_at >= :began and kind like 'vm.%' group by kind
                        """)
                .param("began", began)
                .query((row, index) -> made.put(row.getString(1), row.getLong(2)))
                .list();
        return wanted.entrySet().stream()
                .filter(kind -> !kind.getValue().equals(made.getOrDefault(kind.getKey(), 0L)))
                .map(kind ->
                        kind.getKey()
                                + ": "
                                + kind.getValue()
                                + " were asked for, "
                                + made.getOrDefault(kind.getKey(), 0L)
                                + " were made")
                .toList();
    }

    private List<String> states(List<Deed> deeds) {
        Map<String, String> states = new HashMap<>();
        inventory
                .sql("select name, state from vm where deleted_at is null and name like 'crash-%'")
                .query((row, index) -> states.put(row.getString(1), row.getString(2)))
                .list();
        List<String> wrong = new ArrayList<>();
        for (Deed deed : deeds) {
            String state = states.getOrDefault(deed.name(), Deed.GONE);
            if (!deed.ends().contains(state)) {
                wrong.add(
                        "VM "
                                + deed.name()
                                + " is "
                                + state
                                + " after "
                                + deed.kind()
                                + ", "
                                + deed.twist());
            }
        }
        return wrong;
    }

    /**
     * The reader got each event once, in order, however often it was cut off; and none is there
     * twice.
     */
    private List<String> events(EventTail tail, String from) {
        List<String> written = written(from);
        long end = System.nanoTime() + EVENTS_LATE_NANOS;
        while (tail.read().size() < written.size() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        List<String> read = tail.read();
        List<String> wrong =
                new ArrayList<>(
                        lines(
                                """
                                select 'event ' || type || ' of operation ' || operation_id || ' is there ' || count(*) || ' times'
                                from event where occurred_at >= :began and operation_id is not null
                                    and type <> 'vm.updated'
                                group by type, operation_id, resource_id having count(*) > 1
                                """));
        if (!read.subList(0, Math.min(read.size(), written.size())).equals(written)) {
            wrong.add(
                    "a reader got "
                            + read.size()
                            + " events, "
                            + written.size()
                            + " were written, or in another order");
        }
        return wrong;
    }

    private List<String> written(String from) {
        String[] place = from.split("-", -1);
        return inventory
                .sql(
                        """
                        select xid::text || '-' || seq from event
                        where (xid, seq) > (:transaction::text::xid8, :number) order by xid, seq
                        """)
                .param("transaction", place[0])
                .param("number", Long.parseLong(place[1]))
                .query((row, index) -> row.getString(1))
                .list();
    }

    private List<String> lines(String sql) {
        return inventory
                .sql(sql)
                .param("began", began)
                .query((row, index) -> row.getString(1))
                .list();
    }
}
