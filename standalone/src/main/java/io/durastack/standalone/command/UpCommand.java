package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Start Durastack, and return when all of it answers.")
public final class UpCommand implements Runnable {

    @Option(
            names = "--production",
            description =
                    "As in a real installation: API server, workers, Temporal on PostgreSQL and its Web UI, each a process.")
    private boolean production;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "With --production: simulator workers, 1 to 16. Kept for later starts.")
    private @Nullable Integer workers;

    @Override
    public void run() {
        DuraHome home = DuraHome.ofEnvironment();
        start(home, production, workers);
        System.err.println("API      " + new Installation(home).apiUrl() + "/v1");
        System.err.println("Token    " + home.file("admin-token"));
    }

    static void start(DuraHome home, boolean production, @Nullable Integer workers) {
        home.settle(production ? "production" : home.form());
        if (workers != null) {
            if (workers < 1 || workers > 16) {
                throw new UserError("--workers must be from 1 to 16, not " + workers + ".");
            }
            home.workers(workers);
        }
        new Installation(home).start(part -> System.err.println(" ✔ " + part));
    }
}
