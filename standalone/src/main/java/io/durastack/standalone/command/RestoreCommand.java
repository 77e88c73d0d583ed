package io.durastack.standalone.command;

import io.durastack.standalone.backup.Restore;
import io.durastack.standalone.home.DuraHome;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "restore",
        description =
                "Put a backup in the place of what is there; afterwards the installation is read-only until its audit is accepted.")
public final class RestoreCommand implements Runnable {

    @Option(
            names = "--from",
            paramLabel = "FOLDER",
            required = true,
            description = "What ./dura backup wrote.")
    private Path from = Path.of(".");

    @Override
    public void run() {
        new Restore(DuraHome.ofEnvironment(), from, done -> System.err.println(" ✔ " + done)).run();
        System.err.println("Next:  ./dura up, ./dura audit, then POST /v1/audit:accept");
    }
}
