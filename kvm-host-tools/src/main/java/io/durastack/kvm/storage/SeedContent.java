package io.durastack.kvm.storage;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The files of a NoCloud seed disk. It may hold secrets, so it travels on the input of a command
 * and never among its words.
 *
 * @param userData null where there is none
 */
public record SeedContent(String metaData, @Nullable String userData, String networkConfig) {

    /** A line for each file: its name, and its bytes in base64. */
    String payload() {
        String user = userData == null ? "#cloud-config\n{}\n" : userData;
        return line("meta-data", metaData)
                + line("user-data", user)
                + line("network-config", networkConfig);
    }

    private static String line(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    /** Says nothing of the content. */
    @Override
    public String toString() {
        return "SeedContent";
    }
}
