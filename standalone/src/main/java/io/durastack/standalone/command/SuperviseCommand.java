package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.database.DurablePostgres;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Forms;
import io.durastack.standalone.part.Part;
import io.durastack.standalone.part.StateFile;
import io.durastack.standalone.part.Supervisor;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "supervise",
        hidden = true,
        description = "Run the parts until told to stop. Started by up.")
public final class SuperviseCommand implements Runnable {

    @Parameters(arity = "1")
    private String form = "development";

    @Override
    public void run() {
        DuraHome home = DuraHome.ofEnvironment();
        StateFile state = new StateFile(home.file("state.json"));
        if (!form.equals("development")) {
            throw new UserError("There is no form '" + form + "'.");
        }
        List<Part> parts = Forms.development(home);
        DurablePostgres postgres = new DurablePostgres(home);
        Map<String, Runnable> preparations =
                Map.of(
                        "postgres",
                        () -> {
                            postgres.createDatabase("inventory");
                            postgres.createDatabase("world");
                        });
        new Supervisor(form, parts, preparations, home.folder("logs"), state).run();
    }
}
