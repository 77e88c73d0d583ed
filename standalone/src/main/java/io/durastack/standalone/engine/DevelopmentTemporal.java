package io.durastack.standalone.engine;

import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Part;
import io.durastack.workflows.engine.SearchAttributes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Temporal's development server with its Web UI: one process, its data in one file. Durable, and
 * slow under load.
 */
public final class DevelopmentTemporal {

    private static final GoTool TEMPORAL =
            new GoTool(
                    "temporal",
                    "TEMPORAL_BIN",
                    "github.com/temporalio/cli/cmd/temporal@v1.5.1",
                    "temporal",
                    "temporal-1.5.1",
                    "3 to 5");

    private final DuraHome home;
    private final int port;
    private final int webPort;

    public DevelopmentTemporal(DuraHome home) {
        this.home = home;
        this.port = home.port("temporal", 7233);
        this.webPort = home.port("temporal-web", 8233);
    }

    /** {@code host:port} of its front end. */
    public String target() {
        return "127.0.0.1:" + port;
    }

    /** Root of its Web UI. */
    public String webUrl() {
        return "http://127.0.0.1:" + webPort;
    }

    /** Where the binary is; it is built if need be. */
    public static Path binary() {
        return TEMPORAL.path(System.getenv());
    }

    /** How it is run. */
    public Part part() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                binary().toString(),
                                "server",
                                "start-dev",
                                "--ip",
                                "127.0.0.1",
                                "--port",
                                Integer.toString(port),
                                "--ui-port",
                                Integer.toString(webPort),
                                "--db-filename",
                                home.file("temporal.db").toString(),
                                "--log-level",
                                "warn",
                                "--dynamic-config-value",
                                "system.enableActivityEagerExecution=true",
                                "--dynamic-config-value",
                                "matching.longPollExpirationInterval=\"5s\"",
                                "--dynamic-config-value",
                                "limit.maxIDLength=255",
                                "--dynamic-config-value",
                                "frontend.namespaceRPS=20000",
                                "--dynamic-config-value",
                                "matching.rps=20000",
                                "--dynamic-config-value",
                                "history.rps=20000"));
        SearchAttributes.ALL.forEach(attribute ->
                command.addAll(List.of("--search-attribute", attribute.getName() + "=Keyword")));
        return new Part("temporal", command, Map.of(), home.root(), port, "", "TERM", List.of());
    }
}
