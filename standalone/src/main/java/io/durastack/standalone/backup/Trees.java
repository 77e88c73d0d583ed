package io.durastack.standalone.backup;

import io.durastack.standalone.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Copies of folders. */
final class Trees {

    private Trees() {}

    /**
     * Copies a file or a folder with its rights. What vanishes meanwhile is left out: a running
     * database removes files, and its log says so.
     *
     * @param wanted by the path relative to what is copied
     */
    static void copy(Path from, Path to, Predicate<Path> wanted) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path relative = from.relativize(path);
                if (wanted.test(relative)) {
                    copyOne(path, to.resolve(relative.toString()));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copyOne(Path path, Path to) throws IOException {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(to);
                Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(path));
            } else {
                Files.copy(
                        path,
                        to,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (NoSuchFileException vanished) {
            if (Files.exists(path)) {
                throw vanished;
            }
        }
    }

    /** Everything below it is on the disk, and not only in memory. */
    static void sync(Path folder) {
        try {
            if (new ProcessBuilder(List.of("sync", "-f", folder.toString())).start().waitFor()
                    != 0) {
                throw new UserError("Could not write " + folder + " to its disk.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }
}
