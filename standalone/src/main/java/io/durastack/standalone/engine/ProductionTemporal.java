package io.durastack.standalone.engine;

import io.durastack.standalone.UserError;
import io.durastack.standalone.database.DurablePostgres;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.JavaParts;
import io.durastack.standalone.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Temporal server on PostgreSQL with its Web UI server, as a real installation has them. All
 * four services run in one process, its databases lie beside the inventory: one backup is one
 * moment.
 */
public final class ProductionTemporal {

    private static final String STORE = "temporal";
    private static final String VISIBILITY = "temporal_visibility";

    private static final GoTool SERVER =
            new GoTool(
                    "temporal-server",
                    "TEMPORAL_SERVER_BIN",
                    "go.temporal.io/server/cmd/server@v1.31.2",
                    "server",
                    "temporal-server-1.31.2",
                    "5");
    private static final GoTool SCHEMA_TOOL =
            new GoTool(
                    "temporal-sql-tool",
                    "TEMPORAL_SQL_TOOL_BIN",
                    "go.temporal.io/server/cmd/tools/sql@v1.31.2",
                    "sql",
                    "temporal-server-1.31.2",
                    "2");
    private static final GoTool WEB =
            new GoTool(
                    "temporal-ui-server",
                    "TEMPORAL_UI_SERVER_BIN",
                    "github.com/temporalio/ui-server/v2/cmd/server@v2.50.1",
                    "server",
                    "temporal-ui-2.50.1",
                    "2");

    /** The services with their usual ports: gRPC, and membership, which must lie below 32768. */
    private static final Map<String, List<Integer>> SERVICES =
            Map.of(
                    "HISTORY", List.of(7234, 6934),
                    "MATCHING", List.of(7235, 6935),
                    "WORKER", List.of(7239, 6939));

    private final DuraHome home;
    private final DurablePostgres postgres;
    private final int port;
    private final int webPort;
    private boolean schemaIsThere;

    public ProductionTemporal(DuraHome home, DurablePostgres postgres) {
        this.home = home;
        this.postgres = postgres;
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

    /** Finds its programs, and builds those that are nowhere; on a terminal, so that it is seen. */
    public static void binaries() {
        List.of(SCHEMA_TOOL, SERVER, WEB).forEach(tool -> tool.path(System.getenv()));
    }

    /** How the server is run. */
    public Part server() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("DB", "postgres12_pgx");
        settings.put("POSTGRES_SEEDS", "127.0.0.1");
        settings.put("DB_PORT", Integer.toString(postgres.port()));
        settings.put("POSTGRES_USER", postgres.user());
        settings.put("POSTGRES_PWD", postgres.password());
        settings.put("DBNAME", STORE);
        settings.put("VISIBILITY_DBNAME", VISIBILITY);
        settings.put("NUM_HISTORY_SHARDS", "64");
        settings.put("SQL_MAX_CONNS", "20");
        settings.put("SQL_MAX_IDLE_CONNS", "20");
        settings.put("SQL_VIS_MAX_CONNS", "10");
        settings.put("SQL_VIS_MAX_IDLE_CONNS", "10");
        settings.put("BIND_ON_IP", "127.0.0.1");
        settings.put("LOG_LEVEL", "warn");
        // Its garbage is short-lived: collecting later saves a tenth of its CPU for some memory.
        settings.put("GOGC", "400");
        settings.put("DYNAMIC_CONFIG_FILE_PATH", dynamicConfiguration().toString());
        settings.put("FRONTEND_GRPC_PORT", Integer.toString(port));
        settings.put("FRONTEND_HTTP_PORT", Integer.toString(home.port("temporal-http", 7243)));
        settings.put(
                "FRONTEND_MEMBERSHIP_PORT",
                Integer.toString(home.port("temporal-membership", 6933)));
        SERVICES.forEach((service, usual) -> {
            String name = "temporal-" + service.toLowerCase(java.util.Locale.ROOT);
            settings.put(service + "_GRPC_PORT", Integer.toString(home.port(name, usual.get(0))));
            settings.put(
                    service + "_MEMBERSHIP_PORT",
                    Integer.toString(home.port(name + "-membership", usual.get(1))));
        });
        return new Part(
                "temporal",
                Stream.concat(
                                JavaParts.BEHIND_REQUESTS.stream(),
                                Stream.of(
                                        SERVER.path(System.getenv()).toString(),
                                        "--allow-no-auth",
                                        "start"))
                        .toList(),
                settings,
                home.root(),
                port,
                "",
                "TERM",
                List.of("postgres"));
    }

    /** How the Web UI is run. */
    public Part web() {
        Path folder = home.folder("temporal-ui");
        write(
                folder.resolve("durastack.yaml"),
                """
                temporalGrpcAddress: %s
                host: 127.0.0.1
                port: %d
                enableUi: true
                defaultNamespace: default
                cors:
                  allowOrigins:
                    - %s
                """
                        .formatted(target(), webPort, webUrl()));
        return new Part(
                "temporal-ui",
                List.of(
                        WEB.path(System.getenv()).toString(),
                        "--root",
                        folder.toString(),
                        "--config",
                        ".",
                        "--env",
                        "durastack",
                        "start"),
                Map.of(),
                home.root(),
                webPort,
                "",
                "TERM",
                List.of("temporal"));
    }

    private Path dynamicConfiguration() {
        Path file = home.folder("temporal-server").resolve("dynamic.yaml");
        try (var shipped = ProductionTemporal.class.getResourceAsStream("dynamic.yaml")) {
            if (shipped == null) {
                throw new IllegalStateException("dynamic.yaml is not in the class path");
            }
            write(file, new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Brings its databases to the server's version, once in the life of this object. The tool goes
     * on where an earlier one was cut off: what it has applied stands in the database.
     */
    public void prepareDatabases() {
        if (schemaIsThere) {
            return;
        }
        Map.of(STORE, "temporal", VISIBILITY, "visibility")
                .forEach((database, schema) -> {
                    postgres.createDatabase(database);
                    if (!postgres.hasTable(database, "schema_version")) {
                        tool(database, "setup-schema", "-v", "0.0");
                    }
                    tool(database, "update-schema", "--schema-name", "postgresql/v12/" + schema);
                });
        schemaIsThere = true;
    }

    private void tool(String database, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(SCHEMA_TOOL.path(System.getenv()).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "SQL_PLUGIN",
                                "postgres12_pgx",
                                "SQL_HOST",
                                "127.0.0.1",
                                "SQL_PORT",
                                Integer.toString(postgres.port()),
                                "SQL_USER",
                                postgres.user(),
                                "SQL_PASSWORD",
                                postgres.password(),
                                "SQL_DATABASE",
                                database));
        try {
            Process process = builder.start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new UserError(
                        "Temporal's schema tool failed on " + database + ": " + output.strip());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    /** Registers the namespace and the search attributes where they are missing. */
    public void prepareNamespace() {
        new EngineSetup(target()).ensure("default");
    }
}
