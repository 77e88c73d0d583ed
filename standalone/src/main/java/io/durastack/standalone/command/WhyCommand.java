package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "why",
        description =
                "Say in plain words why an operation stands where it stands, who must act, and with which calls."
                        + " Ends with 0 when nobody has to, else with 1.")
public final class WhyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "OPERATION", description = "Id of the operation.")
    private String operation = "";

    @Override
    public Integer call() {
        DuraHome home = DuraHome.ofEnvironment();
        Installation installation = new Installation(home);
        if (!installation.state().isUp()) {
            throw new UserError("Durastack does not run.", "Start it with ./dura up");
        }
        JsonNode why =
                new ApiClient(installation.apiUrl(), home.adminToken())
                        .get("/v1/operations/" + operation + "/why");
        print(why);
        return why.path("whoMustAct").asString().equals("nobody") ? 0 : 1;
    }

    private static void print(JsonNode why) {
        System.out.println(
                why.path("kind").asString()
                        + "  "
                        + why.path("state").asString()
                        + "  "
                        + why.path("situation").asString());
        System.out.println(why.path("summary").asString());
        why.path("sentences").forEach(said -> System.out.println("  " + said.asString()));
        detail(why).ifPresent(detail -> System.out.println("  In detail: " + detail));
        System.out.println("Who must act: " + why.path("whoMustAct").asString());
        why.path("calls").forEach(call -> System.out.println("  " + call(call)));
    }

    private static Optional<String> detail(JsonNode why) {
        return Optional.of(why.at("/lastError/detail").asString("")).filter(it -> !it.isBlank());
    }

    private static String call(JsonNode call) {
        return call.path("method").asString()
                + " "
                + call.path("path").asString()
                + (call.has("body") ? " " + call.path("body") : "")
                + "   "
                + call.path("does").asString();
    }
}
