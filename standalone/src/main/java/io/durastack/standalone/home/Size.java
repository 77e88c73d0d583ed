package io.durastack.standalone.home;

import io.durastack.standalone.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;

/**
 * How many of each part the production form has.
 *
 * @param apis API servers, each on a port of its own
 * @param orchestrators workers that run workflows, of each build
 * @param workers that do the steps on simulated hosts
 * @param builds of the orchestrators; {@code auto} is what their code says
 */
public record Size(int apis, int orchestrators, int workers, List<String> builds) {

    /** One of each. */
    public static final Size SMALLEST = new Size(1, 1, 1, List.of("auto"));

    private static final int MOST = 16;

    public Size {
        builds = List.copyOf(builds);
        atMost("--apis", apis);
        atMost("--orchestrators", orchestrators);
        atMost("--workers", workers);
    }

    private static void atMost(String option, int number) {
        if (number < 1 || number > MOST) {
            throw new UserError(option + " must be from 1 to " + MOST + ", not " + number + ".");
        }
    }

    /** The same with other builds. */
    public Size builds(List<String> others) {
        return new Size(apis, orchestrators, workers, others);
    }

    static Size read(Path file) {
        if (!Files.exists(file)) {
            return SMALLEST;
        }
        Properties kept = new Properties();
        try (var in = Files.newInputStream(file)) {
            kept.load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Size(
                number(kept, "apis"),
                number(kept, "orchestrators"),
                number(kept, "workers"),
                List.of(kept.getProperty("builds", "auto").split(",")));
    }

    private static int number(Properties kept, String name) {
        return Integer.parseInt(kept.getProperty(name, "1"));
    }

    /** In one rename: a supervisor reads it while it runs. */
    void write(Path file) {
        Properties kept = new Properties();
        kept.setProperty("apis", Integer.toString(apis));
        kept.setProperty("orchestrators", Integer.toString(orchestrators));
        kept.setProperty("workers", Integer.toString(workers));
        kept.setProperty("builds", String.join(",", builds));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            try (var out = Files.newOutputStream(next)) {
                kept.store(out, "how many of each part there are");
            }
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
