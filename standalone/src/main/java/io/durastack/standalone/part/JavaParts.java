package io.durastack.standalone.part;

import io.durastack.standalone.home.DuraHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Our own processes: this very class path, with another main class. */
public final class JavaParts {

    private JavaParts() {}

    /** The command line of a main class on this class path. */
    public static List<String> command(String mainClass, String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        return command;
    }

    /** A Spring process that answers on a port of its own; its settings go by the environment. */
    public static Part spring(
            DuraHome home,
            String name,
            String mainClass,
            int port,
            Map<String, String> settings,
            List<String> after,
            String... flags) {
        return new Part(
                name,
                command(mainClass, flags),
                settings,
                home.root(),
                port,
                "/actuator/health/readiness",
                "TERM",
                after);
    }
}
