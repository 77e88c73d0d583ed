package io.durastack.standalone.part;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One process of an installation.
 *
 * @param name for people; also of its log file
 * @param command what is run
 * @param environment added to that of the supervisor; the place for secrets, which a command line
 *     is not
 * @param port that it answers on
 * @param health path of an HTTP check; empty where a connection is enough
 * @param stopSignal that ends it gently: {@code TERM}, or {@code INT} for PostgreSQL
 * @param after those that must answer before it is started
 */
public record Part(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        int port,
        String health,
        String stopSignal,
        List<String> after) {

    public Part {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        after = List.copyOf(after);
    }
}
