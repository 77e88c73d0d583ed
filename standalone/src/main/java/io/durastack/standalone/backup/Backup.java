package io.durastack.standalone.backup;

import io.durastack.standalone.UserError;
import io.durastack.standalone.database.DurablePostgres;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A physical backup. Inventory and engine lie in one PostgreSQL, so one copy of it is one moment of
 * both. Of an installation that is down its files are copied; of one that runs, in the production
 * form, PostgreSQL is told before and after, and its log is copied with it.
 */
public final class Backup {

    /** Of no use in another life of the server, or made anew by it. */
    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map");

    private final DuraHome home;
    private final boolean runs;
    private final DurablePostgres postgres;

    public Backup(DuraHome home) {
        this.home = home;
        this.runs = new Installation(home).state().isUp();
        this.postgres = new DurablePostgres(home);
    }

    /** Writes it into a folder that is not there yet, or empty; answers what kind it is. */
    public String write(Path to) {
        if (!Files.exists(home.file("postgres"))) {
            throw new UserError(home.root() + " has no installation to be backed up.");
        }
        if (runs && !home.form().equals("production")) {
            throw new UserError(
                    "The engine of the development form keeps its data in a file that cannot be copied while it runs.",
                    "Stop it first:  ./dura down");
        }
        BackupFolder folder = new BackupFolder(empty(to));
        List<String> rest = new ArrayList<>(BackupFolder.KEPT);
        rest.addAll(BackupFolder.ENGINE);
        rest.remove("postgres");
        rest.stream()
                .filter(name -> Files.exists(home.file(name)))
                .forEach(name -> Trees.copy(home.file(name), folder.file(name), path -> true));
        if (runs) {
            hot(folder.file("postgres"));
        } else {
            Trees.copy(
                    home.file("postgres"),
                    folder.file("postgres"),
                    path -> !path.toString().equals("postmaster.pid"));
        }
        folder.finish(home.form(), Instant.now(), runs ? "hot" : "cold");
        return runs ? "hot" : "cold";
    }

    private static Path empty(Path to) {
        try {
            Path folder = Files.createDirectories(to.toAbsolutePath().normalize());
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new UserError(folder + " is not empty.");
                }
            }
            Files.setPosixFilePermissions(
                    folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * All in one session: it ends the backup if it is cut, and its slot keeps the server from
     * removing the log that the copy will need.
     */
    private void hot(Path to) {
        Path data = home.file("postgres");
        try (Connection session =
                        DriverManager.getConnection(
                                postgres.url("postgres"), postgres.user(), postgres.password());
                Statement statement = session.createStatement()) {
            statement.execute(
                    "select pg_create_physical_replication_slot('durastack_backup', true, true)");
            statement.execute("select pg_backup_start('durastack', true)");
            Trees.copy(data, to, path -> isWanted(path));
            String label = stop(statement);
            Trees.copy(
                    data.resolve("pg_wal"),
                    to.resolve("pg_wal"),
                    path -> !path.startsWith("archive_status"));
            Files.createDirectories(to.resolve("pg_wal/archive_status"));
            Files.writeString(to.resolve("backup_label"), label);
        } catch (SQLException failure) {
            throw new UserError(
                    "PostgreSQL does not let itself be copied: " + failure.getMessage());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isWanted(Path path) {
        String first = path.getName(0).toString();
        boolean content = path.getNameCount() > 1;
        return !LEFT_OUT.contains(path.toString())
                && !(content && Set.of("pg_wal", "pg_replslot", "pg_stat_tmp").contains(first));
    }

    private static String stop(Statement statement) throws SQLException {
        try (ResultSet stopped =
                statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
            stopped.next();
            return stopped.getString(1);
        }
    }
}
