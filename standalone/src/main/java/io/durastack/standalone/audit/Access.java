package io.durastack.standalone.audit;

import com.zaxxer.hikari.HikariDataSource;
import io.durastack.inventory.database.DatabaseSettings;
import io.durastack.inventory.database.InventoryDatabase;
import io.durastack.standalone.database.DurablePostgres;
import io.durastack.standalone.home.DuraHome;
import io.durastack.workflows.engine.EngineConnection;
import java.lang.management.ManagementFactory;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The operator's own way into the databases and the engine of an installation on this machine. */
public final class Access implements AutoCloseable {

    private final HikariDataSource database;
    private final HikariDataSource world;
    private final EngineConnection engine;

    public Access(DuraHome home) {
        DurablePostgres postgres = new DurablePostgres(home);
        this.database = open(postgres, "inventory");
        this.world = open(postgres, "world");
        this.engine =
                EngineConnection.to(
                        "127.0.0.1:" + home.port("temporal", 7233),
                        "default",
                        "dura@" + ManagementFactory.getRuntimeMXBean().getName(),
                        null);
    }

    private static HikariDataSource open(DurablePostgres postgres, String name) {
        return InventoryDatabase.open(
                new DatabaseSettings(postgres.url(name), postgres.user(), postgres.password(), 2));
    }

    /** The database of the simulated world. */
    public JdbcClient world() {
        return JdbcClient.create(world);
    }

    public DataSource database() {
        return database;
    }

    public JdbcClient inventory() {
        return JdbcClient.create(database);
    }

    public EngineConnection engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
        world.close();
        database.close();
    }
}
