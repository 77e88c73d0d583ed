package io.durastack.standalone.home;

import io.durastack.inventory.secret.SecretBox;
import io.durastack.standalone.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where an installation keeps everything: {@code $DURA_HOME}, or {@code .dura} in the folder that
 * it is started from.
 */
public final class DuraHome {

    private static final int FIRST_OUTGOING_PORT = 32_768;

    private final Path root;

    public DuraHome(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The home that the environment names. */
    public static DuraHome ofEnvironment() {
        String named = System.getenv("DURA_HOME");
        return new DuraHome(named == null || named.isBlank() ? Path.of(".dura") : Path.of(named));
    }

    public Path root() {
        return root;
    }

    public Path file(String name) {
        return root.resolve(name);
    }

    /** A folder below it, made when it is not there. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * A port on loopback for a part: the usual one if it is free when it is first asked for, else
     * the next one above it that is; the same for ever after, so links stay valid. None of those
     * that the system gives to outgoing connections, or a part could find its port taken after a
     * restart.
     */
    public int port(String part, int usual) {
        Properties ports = ports();
        String known = ports.getProperty(part);
        if (known != null) {
            return Integer.parseInt(known);
        }
        int port =
                IntStream.iterate(usual, it -> it < FIRST_OUTGOING_PORT, it -> it + 1)
                        .filter(it -> !ports.containsValue(Integer.toString(it)) && isFree(it))
                        .findFirst()
                        .orElseThrow(() -> new UserError("No port from " + usual + " on is free."));
        ports.setProperty(part, Integer.toString(port));
        try (var out = Files.newOutputStream(folder(".").resolve("ports.properties"))) {
            ports.store(out, "ports on loopback, chosen at the first start");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return port;
    }

    private Properties ports() {
        Properties ports = new Properties();
        Path file = file("ports.properties");
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                ports.load(in);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * A secret of this installation, made at random when it is first asked for, in a file that only
     * its owner can read.
     */
    public String secret(String name) {
        Path file =
                secretFile(
                        name,
                        () -> {
                            byte[] random = new byte[24];
                            new SecureRandom().nextBytes(random);
                            return HexFormat.of().formatHex(random);
                        });
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The file with the key that secrets in the inventory are encrypted with, made when it is first
     * asked for.
     */
    public Path encryptionKey() {
        return secretFile("encryption-key", SecretBox::newKey);
    }

    /**
     * A file is complete or not there: a crash in between leaves only a file that the next start
     * writes over.
     */
    private Path secretFile(String name, Supplier<String> content) {
        Path file = folder("secrets").resolve(name);
        Path next = file.resolveSibling(name + ".next");
        try {
            if (!Files.exists(file)) {
                Files.deleteIfExists(next);
                Files.createFile(
                        next,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                Files.writeString(next, content.get(), StandardOpenOption.WRITE);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The form that this installation has, for as long as it has its data: the forms keep their
     * engine in different places, so a change would lose every operation that is under way.
     *
     * @throws UserError if it has another one
     */
    public void settle(String form) {
        Path file = folder(".").resolve("form");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, form);
            }
            String settled = Files.readString(file).strip();
            if (!settled.equals(form)) {
                throw new UserError(
                        root + " is an installation of the " + settled + " form.",
                        "Start it as such, remove it with ./dura down --wipe,",
                        "or keep another one beside it:  export DURA_HOME=/another/folder");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The form that it has; development where it was never started. */
    public String form() {
        try {
            Path file = file("form");
            return Files.exists(file) ? Files.readString(file).strip() : "development";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the production form is made of. */
    public Size size() {
        return Size.read(file("size.properties"));
    }

    /** Sets what it is made of; a supervisor that runs follows. */
    public void size(Size size) {
        size.write(folder(".").resolve("size.properties"));
    }

    /** The token that the API server left for the administrator. */
    public String adminToken() {
        try {
            return Files.readString(file("admin-token")).strip();
        } catch (IOException missing) {
            throw new UserError(
                    "There is no token in " + file("admin-token") + ".",
                    "Start Durastack with ./dura up.");
        }
    }

    /** Removes everything. */
    public void wipe() {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted((one, other) -> other.compareTo(one))
                    .forEach(path -> {
                        try {
                            Files.delete(path);
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
