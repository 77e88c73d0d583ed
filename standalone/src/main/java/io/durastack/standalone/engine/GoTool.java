package io.durastack.standalone.engine;

import io.durastack.standalone.UserError;
import io.durastack.standalone.home.Cache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that is found or built: named by an environment variable, on the PATH, or in the cache
 * folder, into which it is built by {@code go install} of a pinned version when it is nowhere.
 *
 * @param name for people, and on the PATH
 * @param variable environment variable that names it
 * @param module of Go, with its version
 * @param built what {@code go install} calls it
 * @param folder in the cache, by version
 * @param minutes that building takes on two cores
 */
record GoTool(
        String name, String variable, String module, String built, String folder, String minutes) {

    /** Where it is; builds it if need be. */
    Path path(Map<String, String> environment) {
        return find(environment).orElseGet(() -> build(environment));
    }

    Optional<Path> find(Map<String, String> environment) {
        String named = environment.get(variable);
        if (named != null && !named.isBlank()) {
            Path path = Path.of(named);
            if (!Files.isExecutable(path)) {
                throw new UserError(
                        variable + " names " + path + ", which is no program.",
                        "Correct or unset it.");
            }
            return Optional.of(path);
        }
        Stream<Path> onPath =
                Stream.of(environment.getOrDefault("PATH", "").split(":"))
                        .filter(it -> !it.isBlank())
                        .map(it -> Path.of(it, name));
        return Stream.concat(onPath, Stream.of(cached())).filter(Files::isExecutable).findFirst();
    }

    private Path cached() {
        return Cache.path(folder).resolve(built);
    }

    private Path build(Map<String, String> environment) {
        boolean go =
                Stream.of(environment.getOrDefault("PATH", "").split(":"))
                        .anyMatch(it -> Files.isExecutable(Path.of(it, "go")));
        if (!go) {
            throw new UserError(
                    name + " is nowhere, and there is no Go to build it with.",
                    "Name a binary:  export " + variable + "=/path/to/" + name,
                    "or put one called " + name + " on the PATH",
                    "or install Go, and it is built from " + module);
        }
        System.err.println(
                "Building "
                        + name
                        + " ("
                        + module
                        + "), once; this takes about "
                        + minutes
                        + " minutes …");
        try {
            Files.createDirectories(Cache.path(folder));
            ProcessBuilder builder =
                    new ProcessBuilder("go", "install", module)
                            .redirectErrorStream(true)
                            .inheritIO();
            builder.environment().put("GOBIN", Cache.path(folder).toString());
            if (builder.start().waitFor() != 0) {
                throw new UserError(
                        "go install " + module + " failed, see above.",
                        "Name a binary:  export " + variable + "=/path/to/" + name);
            }
            return cached();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }
}
