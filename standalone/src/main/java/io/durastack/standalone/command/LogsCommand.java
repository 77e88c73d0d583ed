package io.durastack.standalone.command;

import io.durastack.standalone.UserError;
import io.durastack.standalone.home.DuraHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Print the log of a part, or name the parts that have one.")
public final class LogsCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", description = "Name of the part, as ./dura status shows it.")
    private @Nullable String part;

    @Override
    public Integer call() throws IOException {
        Path logs = DuraHome.ofEnvironment().folder("logs");
        if (part == null) {
            try (Stream<Path> files = Files.list(logs)) {
                files.sorted()
                        .forEach(file ->
                                System.out.println(
                                        file.getFileName().toString().replace(".log", "")));
            }
            return 0;
        }
        Path log = logs.resolve(part + ".log").normalize();
        if (!log.startsWith(logs) || !Files.exists(log)) {
            throw new UserError(
                    "There is no log of '" + part + "'.",
                    "./dura logs names those that there are.");
        }
        Files.copy(log, System.out);
        return 0;
    }
}
