package io.durastack.standalone.part;

import io.durastack.standalone.Application;
import io.durastack.standalone.database.DurablePostgres;
import io.durastack.standalone.engine.DevelopmentTemporal;
import io.durastack.standalone.home.DuraHome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The forms that an installation can have on one machine. */
public final class Forms {

    private Forms() {}

    /** API server and worker in one process, PostgreSQL, and Temporal's development server. */
    public static List<Part> development(DuraHome home) {
        DurablePostgres postgres = new DurablePostgres(home);
        DevelopmentTemporal temporal = new DevelopmentTemporal(home);
        Map<String, String> settings = new LinkedHashMap<>(databases(postgres));
        int port = home.port("api", 8080);
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("DURASTACK_API_HOME", home.root().toString());
        settings.put("DURASTACK_ENCRYPTION_KEYFILE", home.encryptionKey().toString());
        settings.put("DURASTACK_ENGINE_TARGET", temporal.target());
        settings.put("DURASTACK_ENGINE_WEBURL", temporal.webUrl());
        settings.put("DURASTACK_WORKER_ROLES", "orchestrator,simulator,kvm");
        return List.of(
                postgres.part(),
                temporal.part(),
                JavaParts.spring(
                        home,
                        "durastack",
                        Application.class.getName(),
                        port,
                        settings,
                        List.of("postgres", "temporal"),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx1g"));
    }

    private static Map<String, String> databases(DurablePostgres postgres) {
        return Map.of(
                "DURASTACK_DATABASE_URL", postgres.url("inventory"),
                "DURASTACK_DATABASE_USERNAME", postgres.user(),
                "DURASTACK_DATABASE_PASSWORD", postgres.password(),
                "DURASTACK_WORLD_URL", postgres.url("world"),
                "DURASTACK_WORLD_USERNAME", postgres.user(),
                "DURASTACK_WORLD_PASSWORD", postgres.password());
    }
}
