package io.durastack.standalone.command;

import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Forms;
import io.durastack.standalone.part.StateFile;
import io.durastack.standalone.part.Supervisor;
import picocli.CommandLine.Command;

@Command(
        name = "supervise",
        hidden = true,
        description = "Run the parts until told to stop. Started by up.")
public final class SuperviseCommand implements Runnable {

    @Override
    public void run() {
        DuraHome home = DuraHome.ofEnvironment();
        new Supervisor(
                        () -> Forms.of(home),
                        home::size,
                        home.folder("logs"),
                        new StateFile(home.file("state.json")))
                .run();
    }
}
