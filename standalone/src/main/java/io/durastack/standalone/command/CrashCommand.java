package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.audit.Access;
import io.durastack.standalone.audit.World;
import io.durastack.standalone.crash.CrashPlan;
import io.durastack.standalone.crash.CrashResult;
import io.durastack.standalone.crash.CrashRun;
import io.durastack.standalone.crash.Upgrade;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.demo.DemoZone;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import io.durastack.standalone.part.Victims;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.Latency;
import io.durastack.workflows.zone.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "crash",
        description =
                "Kill worker, API, Temporal and PostgreSQL, alone and two at once, with many operations in flight, and see that nothing is lost.")
public final class CrashCommand implements Callable<Integer> {

    @Option(names = "--runs", defaultValue = "20", description = "How many (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--operations",
            defaultValue = "500",
            description =
                    "Operations in flight in each: create, start, stop, reboot, delete (${DEFAULT-VALUE}).")
    private int operations;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the first run; each has one more (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--victims",
            paramLabel = "KIND[+KIND]",
            description = "Kill only these: worker, api, temporal, postgres.")
    private @Nullable String victims;

    @Option(
            names = "--one",
            description = "Kill only one process of a kind where there are several.")
    private boolean one;

    @Option(
            names = "--stop",
            description =
                    "Tell them to stop, with SIGTERM, instead of killing them: nothing may be tried again.")
    private boolean stop;

    @Option(
            names = "--upgrade",
            description =
                    "Instead of killing, replace the build of the orchestrators while --operations VMs are created.")
    private boolean upgrade;

    @Mixin private SizeOptions size = new SizeOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (runs < 1 || operations < 20 || operations > 5_000) {
            throw new UserError("--runs starts at 1, --operations goes from 20 to 5000.");
        }
        DuraHome home = DuraHome.ofEnvironment();
        UpCommand.start(home, true, size);
        Installation installation = new Installation(home);
        ApiClient api = new ApiClient(installation.apiUrls(), home.adminToken());
        new DemoZone(api, CrashRun.ZONE).ensure(made -> System.err.println("  + " + made));
        int failed = 0;
        try (Access access = new Access(home)) {
            world(api, access).shape(FaultPlan.NONE, Latency.REAL);
            if (upgrade) {
                return upgrade(home, installation, api, access);
            }
            for (int number = 1; number <= runs; number++) {
                CrashPlan plan =
                        new CrashPlan(
                                number, operations, seed + number - 1, victims(number), one, stop);
                CrashResult result =
                        new CrashRun(
                                        plan,
                                        installation.state(),
                                        api,
                                        access,
                                        line -> System.err.println("  " + line))
                                .run();
                print(result);
                failed += result.differences().isEmpty() ? 0 : 1;
            }
        }
        System.out.println(runs + " runs, " + failed + " with differences");
        return failed == 0 ? 0 : 1;
    }

    private int upgrade(DuraHome home, Installation installation, ApiClient api, Access access)
            throws InterruptedException {
        List<String> differences =
                new Upgrade(home, installation.state(), api, access, System.out::println)
                        .run(operations);
        differences.forEach(difference -> System.out.println("    " + difference));
        System.out.println("1 upgrade, " + differences.size() + " differences");
        return differences.isEmpty() ? 0 : 1;
    }

    private static World world(ApiClient api, Access access) {
        String zone = api.get("/v1/zones/" + CrashRun.ZONE.zone()).path("id").asString();
        return new World(access.engine(), new ZoneId(UUID.fromString(zone)), "simulator");
    }

    private List<String> victims(int number) {
        if (victims == null) {
            List<List<String>> rounds = CrashPlan.rounds();
            return rounds.get((number - 1) % rounds.size());
        }
        List<String> chosen = List.of(victims.split("\\+"));
        if (!Victims.KINDS.containsAll(chosen)) {
            throw new UserError(
                    "--victims takes "
                            + String.join(", ", Victims.KINDS)
                            + ", with a + between two.");
        }
        return chosen;
    }

    private static void print(CrashResult result) {
        System.out.println(result.line());
        result.differences().stream()
                .limit(50)
                .forEach(difference -> System.out.println("    " + difference));
        if (!result.differences().isEmpty()) {
            System.out.println("    again:  " + result.again());
        }
    }
}
