package io.durastack.standalone.command;

import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import io.durastack.standalone.part.PartState;
import io.durastack.standalone.part.StateFile;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Show what runs, and why what does not run ended.")
public final class StatusCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Installation installation = new Installation(DuraHome.ofEnvironment());
        StateFile.Running running = installation.state().read().orElse(null);
        if (running == null || running.supervisor().process().isEmpty()) {
            System.out.println("Durastack does not run. Start it with ./dura up");
            return 3;
        }
        System.out.println("form " + running.form());
        running.parts().forEach(part -> print(installation, part));
        return running.parts().stream().allMatch(part -> part.state().equals("UP")) ? 0 : 1;
    }

    private static void print(Installation installation, PartState part) {
        String uptime =
                part.process().isEmpty()
                        ? "-"
                        : pretty(
                                Duration.between(
                                        Instant.ofEpochMilli(part.startedMillis()), Instant.now()));
        System.out.printf(
                "%-14s %-9s port %-6d pid %-8d up %-9s restarts %d%n",
                part.name(),
                part.state(),
                part.port(),
                part.pid(),
                uptime,
                Math.max(0, part.restarts()));
        if (part.restarts() > 0 || !part.state().equals("UP")) {
            System.out.println(installation.tail(part.name(), 5));
        }
    }

    private static String pretty(Duration duration) {
        return duration.toHours() > 0
                ? duration.toHours() + "h" + duration.toMinutesPart() + "m"
                : duration.toMinutesPart() + "m" + duration.toSecondsPart() + "s";
    }
}
