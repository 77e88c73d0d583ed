package io.durastack.standalone.command;

import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "down", description = "Stop Durastack. Its data stays.")
public final class DownCommand implements Runnable {

    @Option(names = "--wipe", description = "Remove its data as well.")
    private boolean wipe;

    @Override
    public void run() {
        DuraHome home = DuraHome.ofEnvironment();
        new Installation(home).stop();
        if (wipe) {
            home.wipe();
        }
        System.err.println(
                wipe
                        ? "Stopped; " + home.root() + " is removed."
                        : "Stopped; the data stays in " + home.root() + ".");
    }
}
