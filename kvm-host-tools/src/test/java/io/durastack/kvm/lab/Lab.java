package io.durastack.kvm.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lab that DURA_LAB (environment) or dura.lab (system property) names. */
public final class Lab {

    private static final String HOW =
            "real-host test skipped: run lab/lab up as root, then set DURA_LAB to its hosts.json";

    private final DocumentContext json;

    private Lab(DocumentContext json) {
        this.json = json;
    }

    /** The running lab; the test that asks is skipped where there is none. */
    public static Lab required() {
        String path = System.getProperty("dura.lab", System.getenv("DURA_LAB"));
        assumeTrue(path != null && Files.isReadable(Path.of(path)), HOW);
        try {
            return new Lab(JsonPath.parse(Files.readString(Path.of(path))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * One of its hosts.
     *
     * @param index 0 or 1
     */
    public LabHost host(int index) {
        String at = "$.hosts[" + index + "].";
        return new LabHost(
                this,
                text(at + "name"),
                text(at + "address"),
                json.read(at + "port", Integer.class),
                text(at + "user"),
                read(Path.of(text(at + "privateKeyPath"))),
                text(at + "hostKey"),
                text(at + "storagePath"),
                Path.of(text(at + "storageFiles")));
    }

    public Path guestImage() {
        return Path.of(text("$.guestImage"));
    }

    public String guestImageSha256() {
        return text("$.guestImageSha256");
    }

    /** The first three numbers of the addresses that guests can be reached at. */
    public String guestNet() {
        String gateway = guestGateway();
        return gateway.substring(0, gateway.lastIndexOf('.'));
    }

    public String guestGateway() {
        return text("$.physicalNetwork.gateway");
    }

    public String physicalDevice() {
        return text("$.physicalNetwork.device");
    }

    /** Runs the lab's own command: {@code cut host1}. */
    public void command(String... words) {
        String program = text("$.labCommand");
        String home = text("$.home");
        List<String> all = new java.util.ArrayList<>(List.of(program));
        all.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().put("DURA_HOME", home);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(all + ": " + output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String text(String path) {
        @Nullable String value = json.read(path);
        if (value == null) {
            throw new IllegalStateException("hosts.json has no " + path);
        }
        return value;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
