package io.durastack.worker.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names a build by what its workflows are made of: two builds of the same classes have the same
 * name, and may take up each other's runs.
 */
final class CodeDigest {

    private CodeDigest() {}

    /** Version and digest of the code that this class came with. */
    static String of(Class<?> member) {
        try {
            Path code = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
            String version =
                    Optional.ofNullable(member.getPackage().getImplementationVersion()).orElse("0");
            return version + "-" + digest(code);
        } catch (URISyntaxException | IOException failure) {
            throw new IllegalStateException("where the workflows are cannot be read", failure);
        }
    }

    private static String digest(Path code) throws IOException {
        if (Files.isDirectory(code)) {
            return digestBelow(code);
        }
        try (FileSystem jar = FileSystems.newFileSystem(code)) {
            return digestBelow(jar.getPath("/"));
        }
    }

    private static String digestBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> classes =
                    files.filter(it -> it.toString().endsWith(".class")).sorted().toList();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            classes.forEach(file -> {
                try {
                    digest.update(Files.readAllBytes(file));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
