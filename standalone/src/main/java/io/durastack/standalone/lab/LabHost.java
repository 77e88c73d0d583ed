package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One host of the lab, looked at from outside: by the ssh program, and so by nothing of ours.
 *
 * @param storagePath as the host sees it
 */
public record LabHost(
        String name,
        String address,
        int port,
        String user,
        Path privateKeyFile,
        String hostKey,
        String storagePath) {

    private static final long LONGEST_SECONDS = 60;

    /** The key that opens it. */
    public String privateKey() {
        try {
            return Files.readString(privateKeyFile);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Our folder on it. */
    public String ourFolder() {
        return storagePath + "/durastack";
    }

    /**
     * Runs a line of shell on it, as an operator would, and answers what it printed.
     *
     * @throws UserError when it fails or does not end within a minute
     */
    public String run(String line) {
        List<String> command =
                List.of(
                        "ssh",
                        "-i",
                        privateKeyFile.toString(),
                        "-p",
                        Integer.toString(port),
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "LogLevel=ERROR",
                        "-o",
                        "ConnectTimeout=10",
                        "-o",
                        "StrictHostKeyChecking=yes",
                        "-o",
                        "UserKnownHostsFile=" + knownHosts(),
                        user + "@" + address,
                        line);
        return execute(command);
    }

    private Path knownHosts() {
        String shownAs = port == 22 ? address : "[" + address + "]:" + port;
        Path file = privateKeyFile.resolveSibling("known_hosts_" + name);
        try {
            return Files.writeString(file, shownAs + " " + hostKey + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String execute(List<String> command) {
        try {
            Path output = Files.createTempFile("lab", ".txt");
            try {
                Process process =
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectInput(Path.of("/dev/null").toFile())
                                .redirectOutput(output.toFile())
                                .start();
                boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
                String said = Files.readString(output, StandardCharsets.UTF_8).strip();
                if (!ended || process.exitValue() != 0) {
                    process.destroy();
                    throw new UserError(command.getLast() + " failed: " + said);
                }
                return said;
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }
}
