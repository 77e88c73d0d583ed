package io.durastack.standalone.backup;

import io.durastack.standalone.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/**
 * A folder with a backup: what an installation keeps, and a file that says what it is. That file is
 * written last, so a folder without it is no backup.
 */
record BackupFolder(Path root) {

    /** What makes an installation, but for the database of its engine in the development form. */
    static final List<String> KEPT =
            List.of("postgres", "secrets", "form", "workers", "admin-token", "ports.properties");

    /** The engine of the development form. */
    static final List<String> ENGINE = List.of("temporal.db", "temporal.db-wal", "temporal.db-shm");

    private static final String ABOUT = "backup.properties";

    Path file(String name) {
        return root.resolve(name);
    }

    void finish(String form, Instant at, String kind) {
        Trees.sync(root);
        Properties about = new Properties();
        about.setProperty("form", form);
        about.setProperty("at", at.toString());
        about.setProperty("kind", kind);
        try (var out = Files.newOutputStream(file(ABOUT))) {
            about.store(out, "a backup of Durastack");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Trees.sync(root);
    }

    private Properties about() {
        Properties about = new Properties();
        try (var in = Files.newInputStream(file(ABOUT))) {
            about.load(in);
        } catch (IOException none) {
            throw new UserError(
                    root + " is no backup, or one that was not finished: it has no " + ABOUT + ".");
        }
        return about;
    }

    String form() {
        return about().getProperty("form", "");
    }

    String moment() {
        return about().getProperty("at", "");
    }
}
