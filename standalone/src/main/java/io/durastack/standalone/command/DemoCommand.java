package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.demo.DemoZone;
import io.durastack.standalone.demo.KvmDemo;
import io.durastack.standalone.demo.StepTree;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.lab.Lab;
import io.durastack.standalone.part.Installation;
import java.io.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "demo",
        description = "Start everything, and create one VM in a simulated zone of 20 hosts.")
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--with-kvm",
            description =
                    "Also make a KVM host of this machine, in namespaces of its own, and boot a real guest on it."
                            + " Asks first; ./dura down --wipe takes it away.")
    private boolean withKvm;

    /** Read by the script that prepares the host, before this program runs. */
    @Option(names = "--yes", description = "Answer the question of --with-kvm.")
    @SuppressWarnings("UnusedVariable")
    private boolean yes;

    @Override
    public Integer call() {
        DuraHome home = DuraHome.ofEnvironment();
        Installation installation = new Installation(home);
        home.settle(home.form());
        installation.start(part -> System.err.println(" ✔ " + part));
        ApiClient api = new ApiClient(installation.apiUrls(), home.adminToken());
        new DemoZone(api, DemoZone.Shape.DEMO).ensure(made -> System.err.println(" + " + made));

        Instant start = Instant.now();
        String name = "demo-" + Long.toString(start.toEpochMilli(), 36);
        JsonNode accepted =
                api.post(
                        "/v1/vms",
                        Map.of(
                                "name",
                                name,
                                "image",
                                "debian-13",
                                "offering",
                                "small",
                                "networks",
                                List.of("default")),
                        Map.of());
        String operation = accepted.at("/operation/id").asString();
        System.err.println("vm " + name + "  operation " + operation);
        JsonNode ended = new StepTree(api, System.err, onTerminal()).follow(operation);
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        JsonNode vm = api.find("/v1/vms/" + name).orElse(ended);
        System.err.println(
                String.format(
                        Locale.ROOT,
                        "%s in %.1fs    %s    VM %s",
                        ended.path("state").asString(),
                        seconds,
                        vm.at("/nics/0/addresses/0").asString(""),
                        vm.path("state").asString()));
        boolean kvm = !withKvm || realGuest(home, api);
        links(installation, home, name, ended);
        return kvm && ended.path("state").asString().equals("SUCCEEDED") ? 0 : 1;
    }

    /** Shows the guest's own word as proof; answers whether it came. */
    private static boolean realGuest(DuraHome home, ApiClient api) {
        System.err.println();
        StepTree tree = new StepTree(api, System.err, onTerminal());
        try {
            String line =
                    new KvmDemo(
                                    api,
                                    Lab.read(home.file("lab/hosts.json")),
                                    tree,
                                    said -> System.err.println(" + " + said))
                            .run();
            System.err.println("its console says:  " + line);
            return true;
        } catch (UserError failure) {
            System.err.println("✗ " + failure.getMessage());
            return false;
        }
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static void links(
            Installation installation, DuraHome home, String name, JsonNode operation) {
        System.out.println();
        System.out.println("API        " + installation.apiUrl() + "/v1/vms/" + name);
        System.out.println("OpenAPI    " + installation.apiUrl() + "/swagger-ui/index.html");
        System.out.println("Operation  " + operation.at("/links/temporal").asString());
        System.out.println("Token      " + home.file("admin-token"));
        System.out.println(
                "Try        curl -H \"Authorization: Bearer $(cat "
                        + home.file("admin-token")
                        + ")\" "
                        + installation.apiUrl()
                        + "/v1/vms");
        System.out.println("Stop       ./dura down          (with --wipe the data goes, too)");
    }
}
