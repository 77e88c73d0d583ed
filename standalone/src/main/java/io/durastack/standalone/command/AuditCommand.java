package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.audit.Access;
import io.durastack.standalone.audit.Audit;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "audit",
        description =
                "Compare the inventory with the hosts both ways, and all counters with what they count. Ends with 1 if anything differs.")
public final class AuditCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        DuraHome home = DuraHome.ofEnvironment();
        if (!new Installation(home).state().isUp()) {
            throw new UserError("Durastack does not run.", "Start it with ./dura up");
        }
        try (Access access = new Access(home)) {
            return print(new Audit(access.inventory(), access.engine()).run());
        }
    }

    static int print(Audit.Findings findings) {
        findings.notes().forEach(note -> System.err.println("  " + note));
        findings.differences().forEach(difference -> System.out.println("✗ " + difference));
        if (findings.differences().isEmpty()) {
            System.err.println("✓ the inventory and the hosts agree");
            return 0;
        }
        System.err.println("✗ " + findings.differences().size() + " differences");
        return 1;
    }
}
