package io.durastack.standalone.command;

import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Start Durastack, and return when all of it answers.")
public final class UpCommand implements Runnable {

    @Option(
            names = "--production",
            description =
                    "As in a real installation: API server, workers, Temporal on PostgreSQL and its Web UI, each a process.")
    private boolean production;

    @Mixin private SizeOptions size = new SizeOptions();

    @Override
    public void run() {
        DuraHome home = DuraHome.ofEnvironment();
        start(home, production, size);
        new Installation(home)
                .apiUrls()
                .forEach(url -> System.err.println("API      " + url + "/v1"));
        System.err.println("Token    " + home.file("admin-token"));
    }

    static void start(DuraHome home, boolean production, SizeOptions size) {
        home.settle(production ? "production" : home.form());
        size.keep(home);
        new Installation(home).start(part -> System.err.println(" ✔ " + part));
    }
}
