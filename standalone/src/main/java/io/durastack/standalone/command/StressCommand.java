package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.audit.Access;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import io.durastack.standalone.part.Victims;
import io.durastack.standalone.stress.StressPlan;
import io.durastack.standalone.stress.StressReport;
import io.durastack.standalone.stress.StressResult;
import io.durastack.standalone.stress.StressRun;
import io.durastack.standalone.stress.StressTable;
import io.durastack.workflows.world.Latency;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stress",
        description = "Create many VMs at once in a simulated zone, and say what it costs.")
public final class StressCommand implements Callable<Integer> {

    @Option(
            names = "--vms",
            defaultValue = "500",
            description = "VMs to create (${DEFAULT-VALUE}).")
    private int vms;

    @Option(
            names = "--concurrency",
            defaultValue = "500",
            description = "Requests at once (${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(names = "--delete", description = "Delete them again.")
    private boolean delete;

    @Option(
            names = "--latency",
            defaultValue = "none",
            description = "How long hosts take: real (seconds) or none (${DEFAULT-VALUE}).")
    private String latency = "none";

    @Option(
            names = "--faults",
            defaultValue = "0",
            paramLabel = "PERCENT",
            description = "Steps on hosts that go wrong by chance, 5% (${DEFAULT-VALUE}).")
    private String faults = "0";

    @Option(
            names = "--seed",
            defaultValue = "1",
            description =
                    "Of that chance: the same seed strikes the same steps (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--kill",
            paramLabel = "PART",
            description = "Kill worker, api, temporal or postgres when a third is done.")
    private @Nullable String kill;

    @Mixin private SizeOptions size = new SizeOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there.")
    private @Nullable Path json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the report there; stress-<run>.html in the home otherwise.")
    private @Nullable Path report;

    @Override
    public Integer call() throws InterruptedException {
        StressPlan plan = plan();
        DuraHome home = DuraHome.ofEnvironment();
        Installation installation = new Installation(home);
        boolean fresh = !home.file("form").toFile().exists();
        UpCommand.start(home, fresh || home.form().equals("production"), size);
        System.err.printf(
                Locale.ROOT,
                "stress %s: %d VMs, %d at once, latency %s, faults %s%%, seed %d%n",
                plan.run(),
                vms,
                concurrency,
                latency,
                plan.faultPercent(),
                seed);
        ApiClient api = new ApiClient(installation.apiUrls(), home.adminToken());
        try (Access access = new Access(home)) {
            StressResult result =
                    new StressRun(plan, installation.state(), api, access, System.err).run();
            StressTable.print(result, System.out);
            Path page =
                    report == null
                            ? home.folder("stress").resolve("stress-" + plan.run() + ".html")
                            : report;
            StressReport.write(result, page, json);
            System.out.println("  report               " + page);
            System.out.println(result.passed() ? "✓ passed" : "✗ failed");
            return result.passed() ? 0 : 1;
        }
    }

    private StressPlan plan() {
        if (vms < 1 || vms > 100_000 || concurrency < 1 || concurrency > 10_000) {
            throw new UserError("--vms goes from 1 to 100000, --concurrency from 1 to 10000.");
        }
        if (kill != null && !Victims.KINDS.contains(kill)) {
            throw new UserError("--kill takes worker, api, temporal or postgres.");
        }
        if (!List.of("real", "none").contains(latency)) {
            throw new UserError("--latency takes real or none.");
        }
        return new StressPlan(
                "s" + Long.toString(System.currentTimeMillis() / 1000, 36),
                vms,
                concurrency,
                delete,
                Latency.valueOf(latency.toUpperCase(Locale.ROOT)),
                percent(),
                seed,
                kill);
    }

    private double percent() {
        try {
            double percent = Double.parseDouble(faults.replace("%", ""));
            if (percent >= 0 && percent <= 100) {
                return percent;
            }
        } catch (NumberFormatException ignored) {
            // said below, with the same words as for a number out of range
        }
        throw new UserError("--faults takes a percentage from 0 to 100, like 5%.");
    }
}
