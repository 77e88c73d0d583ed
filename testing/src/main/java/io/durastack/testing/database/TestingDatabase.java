package io.durastack.testing.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * A database of its own for a test. The server starts once per JVM and goes with it; the migrations
 * of a location run once, into a template that each further database is copied from. The server
 * counts statements; a test that looks makes the extension in its database.
 */
public final class TestingDatabase implements AutoCloseable {

    private static final Map<String, String> TEMPLATES = new HashMap<>();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final HikariDataSource dataSource;
    private final String name;

    private TestingDatabase(String name) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(name));
        config.setUsername("postgres");
        config.setPassword("postgres");
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(0);
        this.name = name;
        this.dataSource = new HikariDataSource(config);
    }

    /**
     * A fresh database.
     *
     * @param location of its migrations, {@code classpath:db/migration}
     */
    public static synchronized TestingDatabase create(String location) {
        String template = TEMPLATES.computeIfAbsent(location, TestingDatabase::migrated);
        String name = "test_" + NUMBERS.incrementAndGet();
        execute("create database " + name + " template " + template);
        return new TestingDatabase(name);
    }

    private static String migrated(String location) {
        String name = "template_" + NUMBERS.incrementAndGet();
        execute("create database " + name);
        Flyway.configure()
                .dataSource(url(name), "postgres", "postgres")
                .locations(location)
                .load()
                .migrate();
        return name;
    }

    /** Connections to it. */
    public HikariDataSource dataSource() {
        return dataSource;
    }

    /** Its JDBC URL; user and password are {@code postgres}. */
    public String url() {
        return url(name);
    }

    private static String url(String name) {
        return Server.POSTGRES.getJdbcUrl("postgres", name);
    }

    private static void execute(String sql) {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    @Override
    public void close() {
        dataSource.close();
        execute("drop database if exists " + name + " with (force)");
    }

    /** Started when the first test asks. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.builder()
                                .setServerConfig("max_connections", "300")
                                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                                .setServerConfig("pg_stat_statements.track_utility", "off")
                                .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
                return postgres;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void close(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
