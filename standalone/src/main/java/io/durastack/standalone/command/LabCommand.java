package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.lab.ComputeCheck;
import io.durastack.standalone.lab.Lab;
import io.durastack.standalone.lab.Report;
import io.durastack.standalone.part.Installation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lab",
        description = "Real KVM hosts on this machine (up, down, status are commands of lab/lab).")
public final class LabCommand {

    @Command(name = "check", description = "Run scenarios on the lab's hosts through REST.")
    int check(
            @Parameters(description = "What to check: compute.", defaultValue = "compute")
                    String what,
            @Option(
                            names = "--hosts",
                            description = "What lab/lab up wrote; default: in this home.")
                    @Nullable Path hosts,
            @Option(
                            names = "--quick",
                            description = "Leave out cut cables, restarts and power loss.")
                    boolean quick) {
        if (!what.equals("compute")) {
            throw new UserError("There is no check '" + what + "'.", "./dura lab check compute");
        }
        DuraHome home = DuraHome.ofEnvironment();
        Installation installation = new Installation(home);
        if (!installation.state().isUp()) {
            throw new UserError("Durastack does not run.", "Start it with ./dura up");
        }
        Lab lab = Lab.read(hosts == null ? home.file("lab/hosts.json") : hosts);
        ApiClient api = new ApiClient(installation.apiUrls(), home.adminToken());
        return new ComputeCheck(api, lab, new Report(System.out)).run(!quick) ? 0 : 1;
    }
}
