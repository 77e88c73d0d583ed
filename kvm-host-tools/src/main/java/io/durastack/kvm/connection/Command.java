package io.durastack.kvm.connection;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A command that runs on a host.
 *
 * @param words program and arguments; each is quoted, so that no shell reads anything into them
 * @param input what it reads
 * @param lines told each line of its output as it comes
 */
public record Command(List<String> words, InputStream input, Consumer<String> lines) {

    public Command {
        words = List.copyOf(words);
    }

    /** A command that reads nothing. */
    public static Command of(List<String> words) {
        return new Command(words, InputStream.nullInputStream(), line -> {});
    }

    /** The same command, reading this text. */
    public Command reading(String text) {
        return new Command(
                words, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lines);
    }

    /** The words in single quotes, as a POSIX shell takes them. */
    String quoted() {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
