package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.audit.Access;
import io.durastack.standalone.chaos.Chaos;
import io.durastack.standalone.chaos.ChaosPlan;
import io.durastack.standalone.chaos.ChaosResult;
import io.durastack.standalone.chaos.Site;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.home.Size;
import io.durastack.standalone.part.Installation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "chaos",
        description =
                "Do everything that the API can at random, with faults, and look at rest whether all of it is true.")
public final class ChaosCommand implements Callable<Integer> {

    private static final int WORKERS = 2;

    @Option(
            names = "--operations",
            defaultValue = "2000",
            description = "Operations to be accepted (${DEFAULT-VALUE}).")
    private int operations;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Decides all choices and faults (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--concurrency",
            defaultValue = "32",
            description = "Clients at once (${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--faults",
            defaultValue = "6",
            paramLabel = "PERCENT",
            description = "Steps on hosts that chance strikes (${DEFAULT-VALUE}).")
    private double faults;

    @Option(names = "--kill-workers", description = "Kill a worker now and then.")
    private boolean killWorkers;

    @Option(
            names = "--minutes",
            defaultValue = "60",
            description = "After so many nothing more is asked for (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Run again what a run that failed has written.")
    private @Nullable Path replay;

    @Option(
            names = "--shrink",
            paramLabel = "MINUTES",
            description = "With --replay: look for so long for less that still fails.")
    private @Nullable Integer shrink;

    @Override
    public Integer call() {
        check();
        DuraHome home = DuraHome.ofEnvironment();
        Installation installation = new Installation(home);
        boolean wasUp = installation.state().isUp();
        boolean fresh = !home.file("form").toFile().exists();
        if (wasUp) {
            System.err.println("stopping it, to start it with steps that give up soon");
            installation.stop();
        }
        home.settle(fresh ? "production" : home.form());
        if (fresh) {
            home.size(new Size(1, 1, WORKERS, List.of("auto")));
        }
        // Also when it is broken off.
        Thread stop = new Thread(installation::stop, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        installation.start(Chaos.SETTINGS, part -> System.err.println(" ✔ " + part));
        try (Access access = new Access(home)) {
            return run(home, installation, access).passed() ? 0 : 1;
        } finally {
            installation.stop();
            if (wasUp && Runtime.getRuntime().removeShutdownHook(stop)) {
                System.err.println("starting it as it was");
                installation.start(part -> System.err.println(" ✔ " + part));
            }
        }
    }

    private ChaosResult run(DuraHome home, Installation installation, Access access) {
        ApiClient api = new ApiClient(installation.apiUrl(), home.adminToken());
        Chaos chaos =
                new Chaos(
                        new Site(installation.state(), api, access, System.err),
                        home.folder("chaos"));
        ChaosResult result;
        if (replay == null) {
            System.err.printf(
                    Locale.ROOT,
                    "chaos: %d operations, %d clients, faults %.1f%%, seed %d%n",
                    operations,
                    concurrency,
                    faults,
                    seed);
            result =
                    chaos.run(
                            new ChaosPlan(
                                    seed, operations, concurrency, faults, killWorkers, minutes));
        } else if (shrink == null) {
            result = chaos.replay(replay);
        } else {
            result = chaos.shrink(replay, shrink);
        }
        System.out.println(result.passed() ? "✓ passed" : "✗ failed");
        return result;
    }

    private void check() {
        if (operations < 1
                || operations > 1_000_000
                || concurrency < 1
                || concurrency > 500
                || minutes < 1) {
            throw new UserError(
                    "--operations goes from 1 to 1000000, --concurrency from 1 to 500, --minutes from 1.");
        }
        if (faults < 0 || faults > 100) {
            throw new UserError("--faults takes a percentage from 0 to 100, like 6.");
        }
        if (shrink != null && replay == null) {
            throw new UserError("--shrink goes with --replay FILE.");
        }
    }
}
