package io.durastack.standalone.stress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The result as JSON, and as one page with plots that needs nothing from anywhere. */
public final class StressReport {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private StressReport() {}

    /**
     * Writes both.
     *
     * @param json where the figures go; null for nowhere
     */
    public static void write(StressResult result, Path page, @Nullable Path json) {
        String figures = JSON.writeValueAsString(result);
        try {
            if (json != null) {
                Files.writeString(json, figures);
            }
            Files.writeString(
                    page,
                    template()
                            .replace("{{run}}", HtmlUtils.htmlEscape(result.plan().run()))
                            .replace("{{at}}", result.at().toString())
                            .replace("{{class}}", result.passed() ? "good" : "bad")
                            .replace("{{verdict}}", verdict(result))
                            .replace("{{plan}}", HtmlUtils.htmlEscape(plan(result)))
                            .replace("{{table}}", HtmlUtils.htmlEscape(table(result)))
                            .replace("{{throughput}}", plot(result, Plots::throughput))
                            .replace("{{latency}}", plot(result, Plots::latency))
                            .replace("{{cpu}}", plot(result, Plots::cpu))
                            .replace("{{share}}", plot(result, Plots::share))
                            .replace("{{json}}", HtmlUtils.htmlEscape(figures)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String verdict(StressResult result) {
        return result.passed()
                ? "Nothing was lost, and the inventory and the hosts agree."
                : "It failed; the table says where.";
    }

    private static String plan(StressResult result) {
        StressPlan plan = result.plan();
        String text =
                "%d VMs, %d requests at once, latency %s, faults %s %% with seed %d, %s form, %d simulator workers"
                        .formatted(
                                plan.vms(),
                                plan.concurrency(),
                                plan.latency(),
                                plan.faultPercent(),
                                plan.seed(),
                                result.form(),
                                result.simulatorWorkers());
        return plan.kill() == null ? text : text + ", " + plan.kill() + " killed in the middle";
    }

    private static String table(StressResult result) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        StressTable.print(result, new PrintStream(text, true, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }

    /**
     * A machine without fonts or without a graphics library cannot draw, which Java tells by errors
     * of several kinds. The figures are worth having without plots.
     */
    private static String plot(StressResult result, Function<StressResult, String> draw) {
        try {
            return draw.apply(result);
        } catch (LinkageError | InternalError | RuntimeException cannotDraw) {
            return "<p>No plot: " + HtmlUtils.htmlEscape(cannotDraw.toString()) + "</p>";
        }
    }

    private static String template() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(StressReport.class.getResourceAsStream("report.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
