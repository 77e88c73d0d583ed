package io.durastack.activities.kvm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code lab/lab up} wrote about its hosts. */
record LabFile(DocumentContext json) {

    /** The running lab; the test that asks is skipped where there is none. */
    static LabFile required() {
        String path = System.getProperty("dura.lab", System.getenv("DURA_LAB"));
        assumeTrue(
                path != null && Files.isReadable(Path.of(path)),
                "real-host test skipped: run lab/lab up as root, then set DURA_LAB to its hosts.json");
        return new LabFile(JsonPath.parse(read(path)));
    }

    String text(String path) {
        String value = json.read("$." + path);
        if (value == null) {
            throw new IllegalStateException("hosts.json has no " + path);
        }
        return value;
    }

    static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
