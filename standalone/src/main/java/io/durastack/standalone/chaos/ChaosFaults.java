package io.durastack.standalone.chaos;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.Odds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes wrong on hosts by chance, and what did. */
final class ChaosFaults {

    /**
     * The patience of steps in a run of chaos, as settings of the API server: what is given up at
     * all is given up after seconds.
     */
    static final Map<String, String> IMPATIENT =
            Map.of(
                    "DURASTACK_STEPS_STEPSECONDS", "3",
                    "DURASTACK_STEPS_TRIES", "4",
                    "DURASTACK_STEPS_PATIENCESECONDS", "20",
                    "DURASTACK_STEPS_RETRYMILLIS", "100",
                    "DURASTACK_STEPS_MAXRETRYMILLIS", "1000",
                    "DURASTACK_STEPS_UNDOTRIES", "5",
                    "DURASTACK_STEPS_UNDOPATIENCESECONDS", "15",
                    "DURASTACK_UPKEEP_SWEEP", "5s",
                    "DURASTACK_UPKEEP_SETTLEMENTS", "1s");

    /** More than the time that a step has: it acts when it was given up, and tried again. */
    private static final long LATE_MILLIS = 4_500;

    /** It acts when all is over, and something else may have begun. */
    private static final long VERY_LATE_MILLIS = 9_000;

    private static final long HANG_MILLIS = 1_500;

    /** More than the tries of a step and of a compensation: a failure for good. */
    private static final int FOR_GOOD = 8;

    private static final List<Odds> ODDS =
            List.of(
                    odds(6, null, Fault.Kind.FAIL_BEFORE, FailureCode.HOST_UNREACHABLE, 0, 1),
                    odds(8, null, Fault.Kind.LOSE_ANSWER, FailureCode.HOST_UNREACHABLE, 0, 1),
                    odds(4, null, Fault.Kind.HALF, FailureCode.HOST_REFUSED, 0, 1),
                    odds(2, null, Fault.Kind.HANG, FailureCode.HOST_TIMEOUT, HANG_MILLIS, 1),
                    odds(2, null, Fault.Kind.LATE, FailureCode.HOST_TIMEOUT, LATE_MILLIS, 1),
                    odds(3, null, Fault.Kind.LATE, FailureCode.HOST_TIMEOUT, VERY_LATE_MILLIS, 1),
                    odds(1, null, Fault.Kind.LATE, FailureCode.HOST_TIMEOUT, LATE_MILLIS, FOR_GOOD),
                    odds(3, null, Fault.Kind.FAIL_BEFORE, FailureCode.HOST_REFUSED, 0, FOR_GOOD),
                    odds(2, null, Fault.Kind.LOSE_ANSWER, FailureCode.HOST_REFUSED, 0, FOR_GOOD),
                    odds(
                            2,
                            null,
                            Fault.Kind.FAIL_BEFORE,
                            FailureCode.HOST_UNREACHABLE,
                            0,
                            FOR_GOOD),
                    odds(
                            4,
                            "prepareVm",
                            Fault.Kind.FAIL_BEFORE,
                            FailureCode.HOST_DISK_FULL,
                            0,
                            FOR_GOOD),
                    odds(
                            2,
                            "ensureDomain",
                            Fault.Kind.FAIL_BEFORE,
                            FailureCode.SPEC_CONFLICT,
                            0,
                            1));

    private ChaosFaults() {}

    private static Odds odds(
            int weight,
            @org.jspecify.annotations.Nullable String step,
            Fault.Kind kind,
            FailureCode code,
            long millis,
            int meetings) {
        return new Odds(weight, step, kind, code, millis, meetings);
    }

    /** By chance. */
    static FaultPlan plan(ChaosPlan plan) {
        return new FaultPlan(List.of(), plan.faultPercent(), plan.seed(), List.of(), ODDS);
    }

    /** Those that struck another run. */
    static FaultPlan plan(List<Fault> struck, Names names) {
        return new FaultPlan(
                struck.stream().map(it -> named(it, names.full(it.resource() + ""))).toList(),
                0,
                0,
                List.of());
    }

    private static Fault named(Fault fault, String name) {
        return new Fault(
                fault.step(),
                null,
                name,
                fault.kind(),
                fault.code(),
                null,
                fault.millis(),
                fault.meeting());
    }

    private record Row(
            String step, String name, long meeting, String kind, String code, long millis) {

        Fault rule(Names names) {
            return new Fault(
                    step,
                    null,
                    names.bare(name),
                    Fault.Kind.valueOf(kind),
                    FailureCode.valueOf(code),
                    null,
                    millis,
                    meeting);
        }
    }

    /** What has struck, as rules; to be read before the plan is taken away. */
    static List<Fault> struck(JdbcClient world, Names names) {
        return world
                .sql(
                        "select step, name, meeting, kind, code, millis from sim_strike order by number")
                .query(new DataClassRowMapper<>(Row.class))
                .list()
                .stream()
                .map(it -> it.rule(names))
                .toList();
    }

    /** Returns when all that was late has acted; to be asked before the plan is taken away. */
    static void awaitLate(JdbcClient world) {
        while (world.sql(
                        """
                        select exists (select from sim_strike where kind = 'LATE'
                            and at + make_interval(secs => millis / 1000.0) > now())
                        """)
                .query(Boolean.class)
                .single()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /** How often each kind did. */
    static Map<String, Integer> byKind(List<Fault> struck) {
        Map<String, Integer> counts = new TreeMap<>();
        struck.forEach(it -> counts.merge(it.kind().name(), 1, Integer::sum));
        return counts;
    }
}
