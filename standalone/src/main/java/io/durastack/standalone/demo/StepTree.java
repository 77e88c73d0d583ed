package io.durastack.standalone.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Shows the steps of an operation while it runs. On a terminal the lines are redrawn; elsewhere
 * each change is one plain line.
 */
public final class StepTree {

    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final List<String> SETTLED = List.of("SUCCEEDED", "ROLLED_BACK", "HELD");

    private final ApiClient api;
    private final PrintStream out;
    private final boolean terminal;
    private final Set<String> printed = new HashSet<>();
    private int drawn;
    private int frame;

    public StepTree(ApiClient api, PrintStream out, boolean terminal) {
        this.api = api;
        this.out = out;
        this.terminal = terminal;
    }

    /** Follows the operation to its end; answers how it is then. */
    public JsonNode follow(String operation) {
        while (true) {
            JsonNode now = api.get("/v1/operations/" + operation);
            boolean settled = SETTLED.contains(now.path("state").asString());
            List<String> lines = new ArrayList<>();
            now.path("steps").forEach(step -> lines.add(line(step)));
            if (terminal) {
                redraw(lines);
            } else {
                now.path("steps").forEach(this::printOnce);
            }
            if (settled) {
                return now;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(80));
        }
    }

    private void redraw(List<String> lines) {
        StringBuilder frameText = new StringBuilder();
        if (drawn > 0) {
            frameText.append("\u001b[").append(drawn).append('A');
        }
        lines.forEach(line -> frameText.append("\u001b[2K").append(line).append('\n'));
        out.print(frameText.append("\u001b[J"));
        out.flush();
        drawn = lines.size();
        frame++;
    }

    private void printOnce(JsonNode step) {
        String state = step.path("state").asString();
        String key = step.path("name").asString() + state + step.path("attempt").asInt();
        if (!state.equals("RUNNING") && printed.add(key)) {
            out.println(line(step));
        }
    }

    private String line(JsonNode step) {
        String state = step.path("state").asString();
        String mark =
                switch (state) {
                    case "SUCCEEDED" -> step.path("compensation").asBoolean() ? "↩" : "✓";
                    case "FAILED" -> "✗";
                    default -> terminal ? SPINNER[frame % SPINNER.length] : "…";
                };
        String detail = step.path("note").asString("");
        if (state.equals("RETRYING")) {
            detail =
                    "attempt "
                            + step.path("attempt").asInt()
                            + " · "
                            + step.at("/lastError/message").asString("")
                            + " · retrying, nothing to do";
        } else if (state.equals("FAILED")) {
            detail = step.at("/lastError/message").asString("");
        }
        return String.format(
                        " %s %-18s %-34s %s",
                        mark, step.path("name").asString(), detail, took(step))
                .stripTrailing();
    }

    private static String took(JsonNode step) {
        String from = step.path("startedAt").asString("");
        String to = step.path("finishedAt").asString("");
        if (from.isEmpty() || to.isEmpty()) {
            return "";
        }
        double seconds =
                Duration.between(Instant.parse(from), Instant.parse(to)).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%.1fs", seconds);
    }
}
