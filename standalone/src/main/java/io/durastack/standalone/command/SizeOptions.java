package io.durastack.standalone.command;

import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.home.Size;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many of each part the production form shall have. */
final class SizeOptions {

    @Option(
            names = "--apis",
            paramLabel = "N",
            description =
                    "With the production form: API servers, 1 to 16, each on its own port. Kept for later starts.")
    private @Nullable Integer apis;

    @Option(
            names = "--orchestrators",
            paramLabel = "N",
            description = "The same for workers that run workflows.")
    private @Nullable Integer orchestrators;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "The same for workers that do the steps on simulated hosts.")
    private @Nullable Integer workers;

    /** Keeps what was said; an installation that runs follows. */
    void keep(DuraHome home) {
        Size now = home.size();
        Size wanted =
                new Size(
                        apis == null ? now.apis() : apis,
                        orchestrators == null ? now.orchestrators() : orchestrators,
                        workers == null ? now.workers() : workers,
                        now.builds());
        if (!wanted.equals(now)) {
            home.size(wanted);
        }
    }
}
