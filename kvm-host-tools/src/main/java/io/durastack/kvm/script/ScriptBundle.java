package io.durastack.kvm.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The scripts as this build carries them. */
public final class ScriptBundle {

    /** Raised with each change that makes a script answer or act differently. */
    private static final int GENERATION = 2;

    private static final List<String> NAMES =
            List.of(
                    "durastack-lib",
                    "durastack-domain",
                    "durastack-volume",
                    "durastack-image",
                    "durastack-network",
                    "durastack-host",
                    "hook");

    private static final String VERSION = GENERATION + "-" + digest().substring(0, 12);

    private ScriptBundle() {}

    /**
     * Names exactly these texts: a generation, and the beginning of their digest. Hosts keep one
     * folder for each version, so builds of two versions can work side by side.
     */
    public static String version() {
        return VERSION;
    }

    /** Where this version lies on a host. */
    public static String folder() {
        return "/usr/local/lib/durastack/" + VERSION;
    }

    /** What the setup script reads: a line for each file, its name and its bytes in base64. */
    public static String payload() {
        StringBuilder lines = new StringBuilder();
        for (String name : NAMES) {
            lines.append(name)
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(read(name)))
                    .append('\n');
        }
        return lines.toString();
    }

    /** Text of the script that sets a host up. */
    public static String setup() {
        return new String(read("durastack-setup"), StandardCharsets.UTF_8);
    }

    private static String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : NAMES) {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(read(name));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] read(String name) {
        try (InputStream stream = ScriptBundle.class.getResourceAsStream("/host/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks the script " + name);
            }
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
