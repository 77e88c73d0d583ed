package io.durastack.standalone.backup;

import io.durastack.standalone.UserError;
import io.durastack.standalone.database.DurablePostgres;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Part;
import io.durastack.standalone.part.Stopping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The PostgreSQL of an installation that is down, for as long as a restore works with it. */
final class PostgresAlone implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final DurablePostgres postgres;
    private final Process process;

    PostgresAlone(DuraHome home) {
        this.postgres = new DurablePostgres(home);
        Part part = postgres.part();
        Path log = home.folder("logs").resolve("restore.log");
        ProcessBuilder builder =
                new ProcessBuilder(part.command())
                        .directory(part.folder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(part.environment());
        try {
            this.process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        await(log);
    }

    private void await(Path log) {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            try (Connection _ = connect("postgres")) {
                return;
            } catch (SQLException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new UserError(
                            "PostgreSQL did not start: " + notYet.getMessage(), "See " + log);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    DurablePostgres server() {
        return postgres;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                postgres.url(database), postgres.user(), postgres.password());
    }

    @Override
    public void close() {
        Stopping.stop(process.toHandle(), "INT", Duration.ofMinutes(1));
    }
}
