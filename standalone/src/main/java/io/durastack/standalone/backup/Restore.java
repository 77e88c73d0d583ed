package io.durastack.standalone.backup;

import com.zaxxer.hikari.HikariDataSource;
import io.durastack.inventory.database.DatabaseSettings;
import io.durastack.inventory.database.InventoryDatabase;
import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.restore.Restoration;
import io.durastack.standalone.UserError;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import io.durastack.standalone.part.PartState;
import io.durastack.standalone.part.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts a backup in the place of what is there. Nothing is deleted: what was there is moved aside.
 *
 * <p>It may be cut anywhere. From its first change on a mark lies in the home, with which nothing
 * starts; run again, it begins anew. The mark goes when the inventory says that it is read-only, so
 * no part ever works with rows of the past that do not say so.
 */
public final class Restore {

    private static final String WORLD = "world-kept";

    private final DuraHome home;
    private final BackupFolder backup;
    private final Consumer<String> told;

    /**
     * Prepares it.
     *
     * @param told of what was done
     */
    public Restore(DuraHome home, Path from, Consumer<String> told) {
        this.home = home;
        this.backup = new BackupFolder(from.toAbsolutePath().normalize());
        this.told = told;
    }

    /** Does it. */
    public void run() {
        refuseIfUp();
        String moment = backup.moment();
        home.settle(backup.form());
        WorldCopy world = new WorldCopy(home.file(WORLD));
        Path mark = home.file(Installation.RESTORING);
        if (!Files.exists(mark)) {
            save(world);
            write(mark);
        }
        Path aside = moveAside();
        told.accept("what was there is in " + aside);
        putInPlace();
        told.accept("the backup of " + moment + " is in place");
        try (PostgresAlone postgres = new PostgresAlone(home)) {
            if (world.isComplete()) {
                world.load(postgres);
            }
            begin(postgres, "restored from a backup of " + moment);
        }
        told.accept("the inventory is read-only until its audit is accepted");
        delete(mark);
        delete(home.file(WORLD));
    }

    /**
     * Only of an installation that is whole: once the mark is there, what is there is half of it.
     */
    private void save(WorldCopy world) {
        delete(home.file(WORLD));
        if (Files.exists(home.file("postgres/PG_VERSION"))) {
            try (PostgresAlone postgres = new PostgresAlone(home)) {
                world.save(postgres);
            }
            told.accept("the simulated world is kept as it is now");
        }
    }

    private void write(Path mark) {
        try {
            Files.writeString(mark, backup.root().toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Trees.sync(home.root());
    }

    private void refuseIfUp() {
        StateFile state = new Installation(home).state();
        boolean up =
                state.isUp()
                        || state.read().map(StateFile.Running::parts).orElse(List.of()).stream()
                                .map(PartState::process)
                                .anyMatch(process -> process.isPresent());
        if (up) {
            throw new UserError("Durastack runs.", "Stop it first:  ./dura down");
        }
    }

    private Path moveAside() {
        Path aside = home.folder("before-restore-" + Instant.now().toString().replace(':', '-'));
        List<String> names = new ArrayList<>(BackupFolder.KEPT);
        names.addAll(BackupFolder.ENGINE);
        // Where it listens is a matter of this machine, and not of what it holds.
        names.remove("ports.properties");
        try {
            for (String name : names) {
                if (Files.exists(home.file(name))) {
                    Files.move(home.file(name), aside.resolve(name));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return aside;
    }

    private void putInPlace() {
        List<String> names = new ArrayList<>(BackupFolder.KEPT);
        names.addAll(BackupFolder.ENGINE);
        for (String name : names) {
            if (Files.exists(backup.file(name)) && !Files.exists(home.file(name))) {
                Trees.copy(backup.file(name), home.file(name), path -> true);
            }
        }
        Trees.sync(home.root());
    }

    private static void begin(PostgresAlone postgres, String reason) {
        try (HikariDataSource inventory =
                InventoryDatabase.open(
                        new DatabaseSettings(
                                postgres.server().url("inventory"),
                                postgres.server().user(),
                                postgres.server().password(),
                                2))) {
            InventoryDatabase.migrate(inventory);
            boolean _ =
                    new Transactions(inventory)
                            .run(() -> {
                                Restoration.begin(JdbcClient.create(inventory), reason);
                                return true;
                            });
        }
    }

    private static void delete(Path path) {
        new DuraHome(path).wipe();
    }
}
