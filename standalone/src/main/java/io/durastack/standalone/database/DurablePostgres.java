package io.durastack.standalone.database;

import io.durastack.standalone.UserError;
import io.durastack.standalone.home.Cache;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A PostgreSQL for development and for single machines: the binaries come as a library, the data
 * lies in the home, on loopback, with a password, and with fsync on. Libraries that embed
 * PostgreSQL for tests turn fsync off, and so are not used. It does not run as root; started by
 * root it runs in a user namespace in which it is nobody.
 */
public final class DurablePostgres {

    private static final String VERSION = "18.6.0";
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String USER = "durastack";

    private final DuraHome home;
    private final int port;
    private final String password;

    public DurablePostgres(DuraHome home) {
        this.home = home;
        this.port = home.port("postgres", 15432);
        this.password = home.secret("postgres-password");
    }

    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** The JDBC URL of one of its databases. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /**
     * Makes its data folder where there is none, and tells how it is run.
     *
     * @param further settings, {@code name=value}
     */
    public Part part(String... further) {
        Path binaries = unpack();
        Path data = home.file("postgres");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, data);
        }
        List<String> command = asNobody(binaries.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        command.addAll(
                options(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "max_connections=300",
                        "shared_buffers=256MB",
                        "max_wal_size=2GB",
                        "wal_compression=on",
                        "checkpoint_completion_target=0.9",
                        "timezone=UTC",
                        "log_timezone=UTC"));
        command.addAll(options(further));
        return new Part(
                "postgres",
                command,
                Map.of("LC_ALL", "C.UTF-8"),
                home.root(),
                port,
                "",
                "INT",
                List.of());
    }

    private static List<String> options(String... settings) {
        List<String> options = new ArrayList<>();
        for (String setting : settings) {
            options.addAll(List.of("-c", setting));
        }
        return options;
    }

    private void initialise(Path binaries, Path data) {
        Path passwordFile = home.folder("secrets").resolve("postgres-password");
        List<String> command = asNobody(binaries.resolve("bin/initdb").toString());
        command.addAll(
                List.of(
                        "-D",
                        data.toString(),
                        "-U",
                        USER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8"));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(
                            process.getInputStream().readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new UserError(
                        "PostgreSQL could not make its data folder: " + output.strip(),
                        "As root it needs user namespaces (sysctl user.max_user_namespaces > 0); or run as another user.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    private static List<String> asNobody(String program) {
        boolean root = "root".equals(System.getProperty("user.name"));
        return new ArrayList<>(root ? List.of("unshare", "-U", program) : List.of(program));
    }

    /** Makes a database where there is none. To be called when the server answers. */
    public void createDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery(
                            "select 1 from pg_database where datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new UserError(
                    "PostgreSQL could not make the database " + name + ": " + failure.getMessage());
        }
    }

    /** Whether a database has a table. To be called when the server answers. */
    public boolean hasTable(String database, String table) {
        try (Connection connection = DriverManager.getConnection(url(database), USER, password);
                ResultSet found =
                        connection
                                .getMetaData()
                                .getTables(null, null, table, new String[] {"TABLE"})) {
            return found.next();
        } catch (SQLException failure) {
            throw new UserError(
                    "PostgreSQL did not answer for " + database + ": " + failure.getMessage());
        }
    }

    /**
     * Unpacks the binaries once per user. Two at once do no harm: the folder appears in one rename.
     */
    private static Path unpack() {
        Path folder = Cache.path("postgres-" + VERSION);
        if (Files.exists(folder)) {
            return folder;
        }
        try (InputStream archive = DurablePostgres.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new UserError(
                        "There are no PostgreSQL binaries for this kind of machine; x86_64 Linux is needed.");
            }
            Files.createDirectories(folder.getParent());
            Path unpacking = Files.createTempDirectory(folder.getParent(), "postgres-unpacking");
            Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwxr-xr-x"));
            extract(new TarArchiveInputStream(new XZCompressorInputStream(archive)), unpacking);
            Files.move(unpacking, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException failure) {
            if (Files.exists(folder)) {
                return folder;
            }
            throw new UncheckedIOException(failure);
        }
    }

    private static void extract(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry();
                entry != null;
                entry = tar.getNextEntry()) {
            Path path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("the archive leaves its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else if (entry.isSymbolicLink()) {
                Files.createDirectories(path.getParent());
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(path.getParent());
                Files.copy(tar, path);
                boolean executable = (entry.getMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        path,
                        PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
