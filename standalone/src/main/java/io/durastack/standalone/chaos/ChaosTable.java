package io.durastack.standalone.chaos;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The result as a table for a terminal. */
final class ChaosTable {

    private static final int MOST = 40;

    private ChaosTable() {}

    static void print(ChaosResult result, List<Findings.Finding> findings, PrintStream out) {
        result.ends().forEach((kind, ends) -> row(out, kind, counts(new TreeMap<>(ends))));
        row(
                out,
                "operations",
                String.format(
                        Locale.ROOT,
                        "%d asked for in %d requests",
                        result.operations(),
                        result.requests()));
        row(out, "on their way", counts(result.troubles()));
        row(out, "refused", counts(result.refusals()));
        row(out, "CPU each", cpu(result.cpuMillis()));
        row(
                out,
                "looked at",
                String.format(
                        Locale.ROOT,
                        "%d answers, %d of them alone; %d states",
                        result.answers(),
                        result.alone(),
                        result.states()));
        row(out, "faults", counts(result.faults()));
        row(
                out,
                "killed",
                result.killed().isEmpty()
                        ? "nothing"
                        : result.killed().size() + ": " + String.join(", ", result.killed()));
        row(
                out,
                "events",
                String.format(
                        Locale.ROOT,
                        "%d read, over a line that was cut %d times",
                        result.events(),
                        result.cuts()));
        row(
                out,
                "at rest",
                String.format(
                        Locale.ROOT,
                        "%d invariants, the audit, the model: %d leaks, %d stuck, %d findings",
                        result.invariants(),
                        result.leaks(),
                        result.stuck(),
                        result.findings()));
        row(out, "seconds", String.format(Locale.ROOT, "%.0f", result.seconds()));
        findings.stream()
                .limit(MOST)
                .forEach(it -> out.println("  ✗ " + it.kind() + ": " + it.text()));
    }

    private static String cpu(Map<String, Double> millis) {
        double total =
                millis.entrySet().stream()
                        .filter(it -> !it.getKey().equals("client"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
        return String.format(Locale.ROOT, "%.0f ms", total)
                + millis.entrySet().stream()
                        .map(it ->
                                String.format(Locale.ROOT, "%s %.0f", it.getKey(), it.getValue()))
                        .collect(Collectors.joining(", ", " (", "; the client's is not in it)"));
    }

    private static String counts(Map<String, Integer> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(it -> it.getValue() + " " + it.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static void row(PrintStream out, String name, String text) {
        out.printf(Locale.ROOT, "  %-20s %s%n", name, text);
    }
}
