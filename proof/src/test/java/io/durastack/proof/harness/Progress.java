package io.durastack.proof.harness;

import io.durastack.proof.harness.Selection.Chosen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tells how far the proofs are: a line for each proof of each scenario when its last case has
 * ended, and one for each case that fails.
 */
final class Progress {

    private final int all;
    private final Map<String, Long> cases;
    private final Map<String, Long> open;
    private final long began = System.nanoTime();
    private int done;
    private int failed;

    Progress(List<Chosen> chosen) {
        this.all = chosen.size();
        this.cases =
                chosen.stream()
                        .collect(Collectors.groupingBy(Progress::group, Collectors.counting()));
        this.open = new ConcurrentHashMap<>(cases);
    }

    /** Runs one case. */
    void of(Chosen it, Runnable body) {
        try {
            body.run();
            ended(it, "");
        } catch (RuntimeException | Error failure) {
            ended(it, "✗ " + it.name() + ": " + firstLine(failure));
            throw failure;
        }
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    }

    private static String group(Chosen it) {
        return it.scenario().name() + ": " + it.proof().name();
    }

    private synchronized void ended(Chosen it, String failure) {
        done++;
        if (!failure.isEmpty()) {
            failed++;
            tell(failure);
        }
        String group = group(it);
        if (open.merge(group, -1L, Long::sum) == 0) {
            tell("%4d of %d  %s (%d)".formatted(done, all, group, cases.get(group)));
        }
        if (done == all) {
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            tell("%d cases, %d failed, %d s".formatted(done, failed, seconds));
        }
    }

    @SuppressWarnings("SystemOut")
    private static void tell(String line) {
        System.out.println(line);
    }
}
