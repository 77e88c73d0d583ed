package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "audit",
        description =
                "Compare the inventory with the hosts both ways, and all counters with what they count. Ends with 1 if anything differs.")
public final class AuditCommand implements Callable<Integer> {

    @Option(names = "--host", paramLabel = "HOST", description = "Only this host.")
    private @Nullable String host;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Only this zone.")
    private @Nullable String zone;

    @Override
    public Integer call() {
        DuraHome home = DuraHome.ofEnvironment();
        Installation installation = new Installation(home);
        if (!installation.state().isUp()) {
            throw new UserError("Durastack does not run.", "Start it with ./dura up");
        }
        return tell(new ApiClient(installation.apiUrl(), home.adminToken()).get(path()));
    }

    private String path() {
        List<String> parameters = new ArrayList<>(List.of("limit=5000"));
        add(parameters, "host", host);
        add(parameters, "zone", zone);
        return "/v1/audit?" + String.join("&", parameters);
    }

    private static void add(List<String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static int tell(JsonNode report) {
        JsonNode summary = report.path("summary");
        report.path("notes").forEach(note -> System.err.println("  " + note.asString()));
        report.path("notAnswered")
                .forEach(it ->
                        System.err.println("? host " + text(it, "name") + " does not answer"));
        report.path("differences").forEach(AuditCommand::print);
        System.err.printf(
                "  %d hosts, %d domains, %d volumes, %d bridges; %d in flight, %d owed, %d foreign%n",
                summary.path("hosts").asInt(),
                summary.path("domains").asInt(),
                summary.path("volumes").asInt(),
                summary.path("bridges").asInt(),
                summary.path("inFlight").asInt(),
                summary.path("owed").asInt(),
                summary.path("foreign").asInt());
        long wrong = summary.path("differences").asLong();
        System.err.println(
                wrong == 0 ? "✓ the inventory and the hosts agree" : "✗ " + wrong + " differences");
        return wrong == 0 ? 0 : 1;
    }

    private static void print(JsonNode difference) {
        String probably = text(difference, "probably");
        boolean passing = probably.equals("IN_FLIGHT") || probably.equals("DEBT");
        String name = text(difference, "name");
        String on = text(difference, "hostName");
        System.out.println(
                (passing ? "· " : "✗ ")
                        + probably
                        + " "
                        + text(difference, "kind")
                        + " "
                        + text(difference, "id")
                        + (name.isEmpty() ? "" : " '" + name + "'")
                        + (on.isEmpty() ? "" : " on host " + on)
                        + ": "
                        + text(difference, "found")
                        + "; expected "
                        + text(difference, "expected"));
        JsonNode action = difference.path("action");
        if (action.isObject()) {
            System.out.println(
                    "    "
                            + text(action, "method")
                            + " "
                            + text(action, "path")
                            + (action.path("body").isObject() ? " " + action.path("body") : "")
                            + "   "
                            + text(action, "effect"));
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
