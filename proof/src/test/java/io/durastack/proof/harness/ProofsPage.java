package io.durastack.proof.harness;

import io.durastack.proof.harness.Course.Step;
import io.durastack.proof.harness.Proof.Case;
import io.durastack.proof.harness.Proof.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders {@code docs/proofs.md}: which step of which operation is proven how, in how many cases.
 */
final class ProofsPage {

    private ProofsPage() {}

    static String render(List<Staging> stagings, List<Proof> proofs) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Proofs

                Each step of each operation goes wrong in each of these ways, beside neighbours that must not change. Afterwards
                the operation is at one of its ends, its journal says so once and in order, every state table of the inventory and
                of the simulated world is as it was row by row, and the counters fit the rows. This page is made by
                `ProofsTest`, which fails while it is not true; `./dura prove` runs all of it, `./dura prove vm.create` one
                operation, and `./dura test` a tenth, and what a change touches.

                | proof | what is done, and what must hold |
                |---|---|
                """);
        proofs.forEach(proof ->
                page.append("| ")
                        .append(proof.name())
                        .append(" | ")
                        .append(proof.says())
                        .append(" |\n"));
        long cases = stagings.stream().mapToLong(it -> count(it, proofs)).sum();
        page.append("\n**")
                .append(cases)
                .append(" cases** of ")
                .append(stagings.size())
                .append(
                        " scenarios. The tables count them by step; an empty field says that the proof does not apply to such a"
                                + " step. ↩ stands before what undoes, ‖ before what holds.\n");
        stagings.forEach(staging -> table(page, staging, proofs));
        return page.toString();
    }

    private static long count(Staging staging, List<Proof> proofs) {
        return proofs.stream().mapToLong(proof -> proof.cases().apply(staging).count()).sum();
    }

    private static void table(StringBuilder page, Staging staging, List<Proof> proofs) {
        Map<String, Map<String, Long>> counts =
                proofs.stream()
                        .collect(
                                Collectors.toMap(
                                        Proof::name,
                                        proof ->
                                                proof.cases()
                                                        .apply(staging)
                                                        .collect(
                                                                Collectors.groupingBy(
                                                                        Case::step,
                                                                        Collectors.counting()))));
        List<String> columns =
                proofs.stream()
                        .map(Proof::name)
                        .filter(name -> !counts.getOrDefault(name, Map.of()).isEmpty())
                        .toList();
        page.append("\n## ")
                .append(staging.scenario().name())
                .append("\n\n| step | ")
                .append(String.join(" | ", columns))
                .append(" |\n|---|")
                .append("---:|".repeat(columns.size()))
                .append('\n');
        rows(staging)
                .forEach(row -> {
                    page.append("| ").append(row.title());
                    for (String column : columns) {
                        Long count = counts.getOrDefault(column, Map.of()).get(row.step());
                        page.append(" | ").append(count == null ? "" : count.toString());
                    }
                    page.append(" |\n");
                });
    }

    private record Row(String step, String title) {}

    private static List<Row> rows(Staging staging) {
        List<Row> rows = new ArrayList<>();
        if (SeamProofs.isStarted(staging)) {
            rows.add(new Row(SeamProofs.THE_START, "its start"));
        }
        staging.course().forward().forEach(step -> rows.add(new Row(step.name(), title(step))));
        staging.course()
                .unwinding()
                .forEach(step -> rows.add(new Row(step.name(), "↩ " + title(step))));
        staging.course()
                .holding()
                .forEach(step -> rows.add(new Row(step.name(), "‖ " + title(step))));
        if (SeamProofs.isHeld(staging)) {
            rows.add(new Row(SeamProofs.THE_DECISION, "the start of a decision"));
        }
        rows.add(new Row(MeddlingProofs.THE_END, "after its end"));
        return rows;
    }

    private static String title(Step step) {
        return step.name() + (step.onHost() ? ", on its host" : "");
    }

    /** All steps that the courses of these scenarios met. */
    static Stream<String> steps(List<Staging> stagings) {
        return stagings.stream().flatMap(it -> it.course().all()).map(Step::name).distinct();
    }
}
