package io.durastack.standalone.part;

import io.durastack.standalone.home.DuraHome;
import io.durastack.worker.WorkerApplication;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Our own processes: this very class path, with another main class. */
public final class JavaParts {

    private static final Pattern NOT_OF_WORKERS =
            Pattern.compile(
                    "^(api-server|springdoc-|swagger-|spring-security-|spring-boot-security)");

    /**
     * Where one machine does everything, somebody who asks comes before what was accepted already:
     * what does the work is nicer than the API.
     */
    public static final List<String> BEHIND_REQUESTS = List.of("nice", "-n", "5");

    private JavaParts() {}

    /** The command line of a main class on this class path. */
    public static List<String> command(String mainClass, String... flags) {
        return command(System.getProperty("java.class.path"), mainClass, List.of(flags));
    }

    /**
     * This class path without what a worker has no business with: a library that is there makes
     * Spring set it up.
     */
    private static String classPathOfWorkers() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !NOT_OF_WORKERS.matcher(new File(entry).getName()).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> command(String classPath, String mainClass, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, mainClass));
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
        return part(home, name, command(mainClass, flags), port, settings, after);
    }

    /** A worker in a process of its own. */
    public static Part worker(
            DuraHome home,
            String name,
            int port,
            Map<String, String> settings,
            List<String> after,
            String... flags) {
        List<String> command = new ArrayList<>(BEHIND_REQUESTS);
        command.addAll(
                command(classPathOfWorkers(), WorkerApplication.class.getName(), List.of(flags)));
        return part(home, name, command, port, settings, after);
    }

    private static Part part(
            DuraHome home,
            String name,
            List<String> command,
            int port,
            Map<String, String> settings,
            List<String> after) {
        Map<String, String> environment = new LinkedHashMap<>(settings);
        environment.put("SPRING_MAIN_BANNERMODE", "off");
        return new Part(
                name,
                command,
                environment,
                home.root(),
                port,
                "/actuator/health/readiness",
                "TERM",
                after);
    }
}
