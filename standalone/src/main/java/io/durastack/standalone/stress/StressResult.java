package io.durastack.standalone.stress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What came of it. Milliseconds of CPU are those of the whole processes, with what they do by
 * themselves, divided by the VMs that succeeded; the client's own are not in the total.
 *
 * @param lost asked for, and neither succeeded nor rolled back nor held nor refused
 * @param refused requests that the API did not accept
 * @param sqlPerVm statements, without BEGIN and COMMIT, of all databases; null where PostgreSQL
 *     does not count them
 * @param transactionsPerVm committed, by database
 * @param capacityBack after a delete: whether all counters are what they were at the start
 */
public record StressResult(
        Instant at,
        String form,
        StressPlan plan,
        int simulatorWorkers,
        int requested,
        int succeeded,
        int rolledBack,
        int held,
        int lost,
        int refused,
        double vmsPerSecond,
        Percentiles submitMillis,
        Percentiles readyMillis,
        Map<String, Double> cpuMillisPerVm,
        Map<String, Double> cpuMillisPerVmInPostgres,
        @Nullable Double sqlPerVm,
        Map<String, Double> statementsPerVm,
        Map<String, Double> transactionsPerVm,
        double historyEventsPerVm,
        int deleted,
        double deletesPerSecond,
        Percentiles deletedMillis,
        Map<String, Double> cpuMillisPerDelete,
        @Nullable Boolean capacityBack,
        EngineAlone engineAlone,
        AuditOutcome audit,
        List<String> refusals,
        Series series) {

    /** Of milliseconds. */
    public record Percentiles(double p50, double p95, double p99) {

        static Percentiles of(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            return new Percentiles(at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99));
        }

        static List<Double> all(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            return IntStream.rangeClosed(0, 100).mapToObj(it -> at(sorted, it / 100.0)).toList();
        }

        private static double at(List<Double> sorted, double part) {
            if (sorted.isEmpty()) {
                return 0;
            }
            int index = (int) Math.ceil(part * sorted.size()) - 1;
            return Numbers.rounded(sorted.get(Math.max(0, index)));
        }
    }

    /**
     * A workflow of the same shape with empty steps, in the same run: what the engine alone costs.
     *
     * @param cpuMillisPerWorkflow of Temporal, PostgreSQL and the worker
     */
    public record EngineAlone(
            int workflows, double workflowsPerSecond, Map<String, Double> cpuMillisPerWorkflow) {}

    /** Empty when all is right. */
    public record AuditOutcome(List<String> differences, List<String> notes) {
        public AuditOutcome {
            differences = List.copyOf(differences);
            notes = List.copyOf(notes);
        }
    }

    /**
     * For plots: one value per second since the first request.
     *
     * @param ready VMs that became ready in that second
     * @param deletedThen VMs that were gone in that second
     * @param cpuPercent of one processor, by part
     * @param submitByPercent milliseconds within which 0, 1, … 100 % of the requests were answered
     * @param readyByPercent the same, from the request to RUNNING
     */
    public record Series(
            List<Integer> ready,
            List<Integer> deletedThen,
            Map<String, List<Double>> cpuPercent,
            List<Double> submitByPercent,
            List<Double> readyByPercent) {
        public Series {
            ready = List.copyOf(ready);
            deletedThen = List.copyOf(deletedThen);
            cpuPercent = Map.copyOf(cpuPercent);
            submitByPercent = List.copyOf(submitByPercent);
            readyByPercent = List.copyOf(readyByPercent);
        }
    }

    /** Whether everything was done and all adds up. */
    public boolean passed() {
        return lost == 0
                && refused == 0
                && audit.differences().isEmpty()
                && !Boolean.FALSE.equals(capacityBack)
                && (!plan.delete() || deleted >= succeeded);
    }
}
