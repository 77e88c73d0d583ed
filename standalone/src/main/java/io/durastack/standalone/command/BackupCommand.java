package io.durastack.standalone.command;

import io.durastack.standalone.backup.Backup;
import io.durastack.standalone.home.DuraHome;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "backup",
        description =
                "Copy inventory and engine, as they are at one moment, into a folder; the production form while it runs.")
public final class BackupCommand implements Runnable {

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            required = true,
            description = "Where to; it must be empty or not be there.")
    private Path to = Path.of(".");

    @Override
    public void run() {
        String kind = new Backup(DuraHome.ofEnvironment()).write(to);
        System.err.println("✓ a " + kind + " backup is in " + to.toAbsolutePath().normalize());
        System.err.println("  It holds the keys of the installation: keep it as safe as these.");
    }
}
