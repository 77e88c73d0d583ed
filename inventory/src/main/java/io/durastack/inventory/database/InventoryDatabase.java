package io.durastack.inventory.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Opens the inventory. */
public final class InventoryDatabase {

    /**
     * A lock or a statement gives up before the step around it does (30 s): a step that was given
     * up must not go on to write behind the back of its next try.
     */
    private static final String TIMEOUTS =
            "-c lock_timeout=8s -c statement_timeout=20s -c idle_in_transaction_session_timeout=25s";

    private InventoryDatabase() {}

    /**
     * A pool of connections; it opens them when they are needed, so a database that is away does
     * not stop a start.
     */
    public static HikariDataSource open(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("inventory");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(2);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("options", TIMEOUTS);
        config.addDataSourceProperty("ApplicationName", "durastack");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // The same few statements again and again: each is planned once per connection.
        config.addDataSourceProperty("prepareThreshold", "1");
        return new HikariDataSource(config);
    }

    /**
     * Brings the schema to this build's version. Several processes may do so at once: one works,
     * the others wait.
     */
    public static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
