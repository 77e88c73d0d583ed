package io.durastack.standalone.part;

import io.durastack.api.ApiServerApplication;
import io.durastack.standalone.Application;
import io.durastack.standalone.database.DurablePostgres;
import io.durastack.standalone.engine.DevelopmentTemporal;
import io.durastack.standalone.engine.ProductionTemporal;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.home.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The forms that an installation can have on one machine. */
public final class Forms {

    /**
     * One of them.
     *
     * @param preparations what is to be done when a part answers, by its name
     */
    public record Form(String name, List<Part> parts, Map<String, Runnable> preparations) {
        public Form {
            parts = List.copyOf(parts);
            preparations = Map.copyOf(preparations);
        }
    }

    private Forms() {}

    /** The form that a home has settled on. */
    public static Form of(DuraHome home) {
        return isProduction(home) ? production(home) : development(home);
    }

    /** Finds or builds the programs that its form needs. */
    static void build(DuraHome home) {
        if (isProduction(home)) {
            ProductionTemporal.binaries();
        } else {
            DevelopmentTemporal.binary();
        }
    }

    private static boolean isProduction(DuraHome home) {
        return home.form().equals("production");
    }

    /** API server and worker in one process, PostgreSQL, and Temporal's development server. */
    private static Form development(DuraHome home) {
        DurablePostgres postgres = new DurablePostgres(home);
        DevelopmentTemporal temporal = new DevelopmentTemporal(home);
        int port = home.port("api", 8080);
        Map<String, String> settings = api(home, postgres, port);
        settings.putAll(worker(postgres, "orchestrator,simulator,kvm", port));
        settings.putAll(engine(temporal.target(), temporal.webUrl()));
        Part durastack =
                JavaParts.spring(
                        home,
                        "durastack",
                        Application.class.getName(),
                        port,
                        settings,
                        List.of("postgres", "temporal"),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx1g");
        return new Form(
                "development",
                List.of(postgres.part(), temporal.part(), durastack),
                Map.of("postgres", () -> databases(postgres)));
    }

    /**
     * Each part a process of its own, as in a real installation. The API server waits for no
     * engine: what it accepts meanwhile lies in the outbox.
     */
    private static Form production(DuraHome home) {
        DurablePostgres postgres = new DurablePostgres(home);
        ProductionTemporal temporal = new ProductionTemporal(home, postgres);
        Map<String, String> engine = engine(temporal.target(), temporal.webUrl());
        List<Part> parts = new ArrayList<>();
        parts.add(
                postgres.part(
                        "shared_preload_libraries=pg_stat_statements",
                        "pg_stat_statements.track_utility=off"));
        parts.add(temporal.server());
        parts.add(temporal.web());

        Size size = home.size();
        for (int number = 1; number <= size.apis(); number++) {
            parts.add(api(home, postgres, engine, number));
        }
        for (String build : size.builds()) {
            for (int number = 1; number <= size.orchestrators(); number++) {
                String name = "orchestrator" + (build.equals("auto") ? "" : "-" + build);
                Map<String, String> settings = new LinkedHashMap<>(engine);
                settings.put("DURASTACK_WORKER_BUILD", build);
                parts.add(
                        worker(
                                home,
                                postgres,
                                settings,
                                numbered(name, number),
                                "orchestrator",
                                8090));
            }
        }
        for (int number = 1; number <= size.workers(); number++) {
            parts.add(
                    worker(
                            home,
                            postgres,
                            engine,
                            "simulator-" + number,
                            number == 1 ? "simulator,kvm" : "simulator",
                            8090 + number));
        }
        return new Form(
                "production",
                parts,
                Map.of(
                        "postgres",
                        () -> {
                            databases(postgres);
                            temporal.prepareDatabases();
                        },
                        "temporal",
                        temporal::prepareNamespace));
    }

    /** The addresses of its API servers. */
    static List<String> apiUrls(DuraHome home) {
        int servers = isProduction(home) ? home.size().apis() : 1;
        return IntStream.rangeClosed(1, servers)
                .mapToObj(number -> "http://127.0.0.1:" + apiPort(home, number))
                .toList();
    }

    private static int apiPort(DuraHome home, int number) {
        return home.port(numbered("api", number), 8080);
    }

    /** The first of a kind has no number. */
    private static String numbered(String name, int number) {
        return number == 1 ? name : name + "-" + number;
    }

    private static Part api(
            DuraHome home, DurablePostgres postgres, Map<String, String> engine, int number) {
        int port = apiPort(home, number);
        Map<String, String> settings = api(home, postgres, port);
        settings.putAll(engine);
        return JavaParts.spring(
                home,
                numbered("api", number),
                ApiServerApplication.class.getName(),
                port,
                settings,
                List.of("postgres"),
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g");
    }

    private static Part worker(
            DuraHome home,
            DurablePostgres postgres,
            Map<String, String> engine,
            String name,
            String roles,
            int usualPort) {
        int port = home.port(name, usualPort);
        Map<String, String> settings = worker(postgres, roles, port);
        settings.putAll(inventory(home, postgres));
        settings.putAll(engine);
        return JavaParts.worker(
                home,
                name,
                port,
                settings,
                List.of("postgres", "temporal"),
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g");
    }

    private static void databases(DurablePostgres postgres) {
        postgres.createDatabase("inventory");
        postgres.createDatabase("world");
    }

    private static Map<String, String> api(DuraHome home, DurablePostgres postgres, int port) {
        Map<String, String> settings = new LinkedHashMap<>(inventory(home, postgres));
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("DURASTACK_API_HOME", home.root().toString());
        return settings;
    }

    private static Map<String, String> worker(DurablePostgres postgres, String roles, int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("DURASTACK_WORKER_ROLES", roles);
        settings.put("DURASTACK_WORLD_URL", postgres.url("world"));
        settings.put("DURASTACK_WORLD_USERNAME", postgres.user());
        settings.put("DURASTACK_WORLD_PASSWORD", postgres.password());
        return settings;
    }

    private static Map<String, String> engine(String target, String webUrl) {
        return Map.of("DURASTACK_ENGINE_TARGET", target, "DURASTACK_ENGINE_WEBURL", webUrl);
    }

    private static Map<String, String> inventory(DuraHome home, DurablePostgres postgres) {
        return Map.of(
                "DURASTACK_ENCRYPTION_KEYFILE", home.encryptionKey().toString(),
                "DURASTACK_DATABASE_URL", postgres.url("inventory"),
                "DURASTACK_DATABASE_USERNAME", postgres.user(),
                "DURASTACK_DATABASE_PASSWORD", postgres.password());
    }
}
