package io.durastack.standalone.stress;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The result as a table for a terminal. */
public final class StressTable {

    private StressTable() {}

    /** Prints it. */
    public static void print(StressResult result, PrintStream out) {
        row(
                out,
                "created",
                "%d of %d running, %d rolled back, %d held, %d refused, %d lost",
                result.succeeded(),
                result.requested(),
                result.rolledBack(),
                result.held(),
                result.refused(),
                result.lost());
        row(out, "", "%.1f a second", result.vmsPerSecond());
        row(out, "POST answered", "%s", text(result.submitMillis()));
        row(out, "POST to RUNNING", "%s", text(result.readyMillis()));
        row(out, "CPU per VM", "%s", text(result.cpuMillisPerVm(), " ms"));
        row(out, "  in PostgreSQL", "%s", text(result.cpuMillisPerVmInPostgres(), " ms"));
        if (result.sqlPerVm() != null) {
            row(
                    out,
                    "SQL per VM",
                    "%.1f statements (%s)",
                    result.sqlPerVm(),
                    text(result.statementsPerVm(), ""));
        }
        row(out, "transactions per VM", "%s", text(result.transactionsPerVm(), ""));
        row(out, "history per VM", "%.1f events", result.historyEventsPerVm());
        if (result.plan().delete()) {
            row(
                    out,
                    "deleted",
                    "%d of %d, %.1f a second; %s",
                    result.deleted(),
                    result.succeeded(),
                    result.deletesPerSecond(),
                    text(result.deletedMillis()));
            row(out, "CPU per delete", "%s", text(result.cpuMillisPerDelete(), " ms"));
            row(
                    out,
                    "capacity",
                    "%s",
                    Boolean.TRUE.equals(result.capacityBack())
                            ? "back to its start value"
                            : "NOT back to its start value");
        }
        row(
                out,
                "engine alone",
                "%.1f workflows a second; CPU each: %s",
                result.engineAlone().workflowsPerSecond(),
                text(result.engineAlone().cpuMillisPerWorkflow(), " ms"));
        row(out, "audit", "%d differences", result.audit().differences().size());
        result.audit().differences().forEach(difference -> out.println("  ✗ " + difference));
        result.audit().notes().forEach(note -> out.println("    " + note));
        result.refusals().forEach(refusal -> out.println("  ✗ refused: " + refusal));
    }

    @FormatMethod
    private static void row(
            PrintStream out, String name, @FormatString String format, Object... values) {
        out.printf(Locale.ROOT, "  %-20s %s%n", name, String.format(Locale.ROOT, format, values));
    }

    private static String text(StressResult.Percentiles millis) {
        return String.format(
                Locale.ROOT,
                "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms",
                millis.p50(),
                millis.p95(),
                millis.p99());
    }

    private static String text(Map<String, Double> values, String unit) {
        return values.entrySet().stream()
                .map(it ->
                        String.format(Locale.ROOT, "%s %.1f%s", it.getKey(), it.getValue(), unit))
                .collect(Collectors.joining(", "));
    }
}
