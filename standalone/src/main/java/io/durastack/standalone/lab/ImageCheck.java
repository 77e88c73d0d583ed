package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;
import io.durastack.standalone.demo.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Images that must not be taken: each is refused for its own reason, and nothing stays of it. */
final class ImageCheck {

    private static final Map<String, String> PATIENTLY = Map.of("Prefer", "wait=60");

    private static final int FILE_BYTES = 4 * 65_536;

    private final ApiClient api;
    private final Lab lab;
    private final LabZone zone;
    private final Report report;

    ImageCheck(ApiClient api, Lab lab, LabZone zone, Report report) {
        this.api = api;
        this.lab = lab;
        this.zone = zone;
        this.report = report;
    }

    void badOnesLeaveNothing() {
        report.check(
                "an image with a wrong checksum is refused",
                () -> refused("wrong-sum", lab.guestImage(), "0".repeat(64), "checksum"));
        report.check(
                "a qcow2 that refers to a file of the host is",
                () -> refused("backing-file", withBackingFile(), "another file"));
        report.check("a broken image is", () -> refused("broken", broken(), "cannot be read"));
    }

    private String refused(String name, byte[] content, String why) {
        Path file = lab.guestImage().resolveSibling(name + ".img");
        try {
            Files.write(file, content);
            return refused(name, file, sha256(content), why);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            delete(file);
        }
    }

    private String refused(String name, Path file, String sha256, String why) {
        String image = zone.hostName(lab.hosts().getFirst()) + "-" + name;
        JsonNode problem =
                api.refused("/v1/images", zone.imageRequest(image, file, sha256), PATIENTLY);
        String detail = problem.path("detail").asString();
        if (!detail.contains("ROLLED_BACK") || !detail.contains(why)) {
            throw new UserError("the answer was " + problem);
        }
        if (api.find("/v1/images/" + image).isPresent()) {
            throw new UserError("image " + image + " is there");
        }
        return detail;
    }

    /** The head of a qcow2 file of version 2, 1 MiB large, whose backing file is /etc/shadow. */
    private static byte[] withBackingFile() {
        byte[] backing = "/etc/shadow".getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[FILE_BYTES];
        head(file, 72, backing.length).position(72).put(backing);
        return file;
    }

    /** A head that says qcow2, of a version that there is not. */
    private static byte[] broken() {
        byte[] file = new byte[FILE_BYTES];
        head(file, 0, 0).putInt(4, 99);
        return file;
    }

    private static ByteBuffer head(byte[] file, long backingOffset, int backingSize) {
        return ByteBuffer.wrap(file)
                .putInt(0, 0x514649fb)
                .putInt(4, 2)
                .putLong(8, backingOffset)
                .putInt(16, backingSize)
                .putInt(20, 16)
                .putLong(24, 1L << 20)
                .putInt(36, 1)
                .putLong(40, 3 * 65_536L)
                .putLong(48, 65_536L)
                .putInt(56, 1);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
