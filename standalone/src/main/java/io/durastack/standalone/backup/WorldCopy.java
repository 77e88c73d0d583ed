package io.durastack.standalone.backup;

import io.durastack.simulator.SimulatedDataCentre;
import io.durastack.standalone.UserError;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The simulated world as it is now, carried over a restore. Real hosts go on, whatever becomes of
 * the inventory; so must these, though their database happens to lie in the same PostgreSQL.
 */
final class WorldCopy {

    private static final String WORLD = "world";
    private static final int ROWS = 1000;
    private static final String COMPLETE = "complete";

    private final Path folder;

    WorldCopy(Path folder) {
        this.folder = folder;
    }

    /** Whether all of it is there. */
    boolean isComplete() {
        return Files.exists(folder.resolve(COMPLETE));
    }

    /** Writes one file for each table. */
    void save(PostgresAlone postgres) {
        postgres.server().createDatabase(WORLD);
        migrate(postgres);
        try (Connection world = postgres.connect(WORLD)) {
            Files.createDirectories(folder);
            for (String table : tables(world)) {
                save(world, table);
            }
            Files.writeString(folder.resolve(COMPLETE), "");
            Trees.sync(folder);
        } catch (SQLException failure) {
            throw away(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A row is a line of JSON. */
    private void save(Connection world, String table) throws SQLException, IOException {
        world.setAutoCommit(false);
        try (Statement statement = world.createStatement();
                BufferedWriter lines = Files.newBufferedWriter(folder.resolve(table))) {
            statement.setFetchSize(ROWS);
            try (ResultSet rows =
                    statement.executeQuery("select to_jsonb(t)::text from " + table + " t")) {
                while (rows.next()) {
                    lines.write(rows.getString(1));
                    lines.newLine();
                }
            }
        }
    }

    private void load(Connection world, String table) throws SQLException, IOException {
        String insert =
                "insert into %1$s overriding system value select * from jsonb_populate_record(null::%1$s, ?::jsonb)"
                        .formatted(table);
        try (PreparedStatement row = world.prepareStatement(insert);
                BufferedReader lines = Files.newBufferedReader(folder.resolve(table))) {
            int open = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                row.setString(1, line);
                row.addBatch();
                if (++open % ROWS == 0) {
                    int[] _ = row.executeBatch();
                }
            }
            int[] _ = row.executeBatch();
        }
    }

    /** In one transaction: the world is what it was in the backup, or what it is now. */
    void load(PostgresAlone postgres) {
        postgres.server().createDatabase(WORLD);
        migrate(postgres);
        try (Connection world = postgres.connect(WORLD);
                Statement statement = world.createStatement()) {
            world.setAutoCommit(false);
            statement.execute("set local session_replication_role = replica");
            List<String> tables = tables(world);
            statement.execute("truncate " + String.join(", ", tables));
            for (String table : tables) {
                load(world, table);
            }
            statement.execute(
                    "select setval(pg_get_serial_sequence('sim_strike', 'number'), coalesce(max(number), 0) + 1, false) from sim_strike");
            world.commit();
        } catch (SQLException failure) {
            throw away(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void migrate(PostgresAlone postgres) {
        SimulatedDataCentre.migrate(
                new DriverManagerDataSource(
                        postgres.server().url(WORLD),
                        postgres.server().user(),
                        postgres.server().password()));
    }

    private static List<String> tables(Connection world) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = world.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select tablename from pg_tables where schemaname = 'public' and tablename like 'sim%' order by 1")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static UserError away(SQLException failure) {
        return new UserError(
                "The simulated world could not be carried over: " + failure.getMessage());
    }
}
