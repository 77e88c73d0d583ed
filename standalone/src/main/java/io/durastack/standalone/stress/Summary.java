package io.durastack.standalone.stress;

import io.durastack.standalone.audit.Audit;
import io.durastack.standalone.part.StateFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns what was measured into figures. */
final class Summary {

    private static final List<String> OURS = List.of("api", "worker", "temporal", "postgres");

    private final StressPlan plan;
    private final StateFile state;
    private final Wave created;
    private final Wave deleted;

    Summary(StressPlan plan, StateFile state, Wave created, Wave deleted) {
        this.plan = plan;
        this.state = state;
        this.created = created;
        this.deleted = deleted;
    }

    StressResult result(
            StressResult.EngineAlone engine,
            double events,
            Audit.Findings findings,
            boolean capacityBack) {
        int succeeded = created.ended("SUCCEEDED");
        int rolledBack = created.ended("ROLLED_BACK");
        int held = created.ended("HELD");
        int gone = deleted.ended("SUCCEEDED");
        Map<String, Double> statements = Numbers.each(created.statements(), succeeded);
        StateFile.Running running = state.read().orElseThrow();
        return new StressResult(
                Instant.now(),
                running.form(),
                plan,
                (int)
                        running.parts().stream()
                                .filter(part -> part.name().startsWith("simulator"))
                                .count(),
                plan.vms(),
                succeeded,
                rolledBack,
                held,
                plan.vms() - succeeded - rolledBack - held - created.refused(),
                created.refused(),
                created.perSecond(),
                StressResult.Percentiles.of(created.submitMillis()),
                StressResult.Percentiles.of(created.doneMillis()),
                cpu(created, succeeded),
                Numbers.each(created.cpu().inPostgres(), succeeded),
                statements.isEmpty()
                        ? null
                        : Numbers.rounded(
                                statements.values().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .sum()),
                statements,
                Numbers.each(created.transactions(), succeeded),
                events,
                gone,
                deleted.perSecond(),
                StressResult.Percentiles.of(deleted.doneMillis()),
                cpu(deleted, gone),
                (plan.delete() && held == 0) ? capacityBack : null,
                engine,
                new StressResult.AuditOutcome(findings.differences(), findings.notes()),
                refusals(),
                series());
    }

    private static Map<String, Double> cpu(Wave wave, int count) {
        Map<String, Double> each = new TreeMap<>();
        double total = 0;
        for (String part : OURS) {
            long millis = wave.cpu().millis().getOrDefault(part, 0L);
            each.put(part, Numbers.each(millis, count));
            total += millis;
        }
        each.put("total", Numbers.each(total, count));
        each.put(
                "client, not in the total",
                Numbers.each(wave.cpu().millis().getOrDefault("client", 0L), count));
        return each;
    }

    private List<String> refusals() {
        List<String> refusals = new ArrayList<>(created.refusals());
        refusals.addAll(deleted.refusals());
        return refusals;
    }

    private StressResult.Series series() {
        return new StressResult.Series(
                created.bySecond(first(created)),
                deleted.bySecond(first(deleted)),
                created.cpu().percent(),
                StressResult.Percentiles.all(created.submitMillis()),
                StressResult.Percentiles.all(created.doneMillis()));
    }

    private static long first(Wave wave) {
        return wave.sent().stream()
                .mapToLong(Requests.Sent::atMillis)
                .min()
                .orElseGet(System::currentTimeMillis);
    }
}
