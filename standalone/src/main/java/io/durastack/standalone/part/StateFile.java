package io.durastack.standalone.part;

import io.durastack.standalone.home.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs, written by the supervisor at each change, so that other commands find and end these
 * processes and no others.
 */
public final class StateFile {

    /**
     * The supervisor and its parts.
     *
     * @param size that it follows
     */
    public record Running(String form, Size size, PartState supervisor, List<PartState> parts) {

        public Running {
            parts = List.copyOf(parts);
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    public StateFile(Path file) {
        this.file = file;
    }

    /** What was written last; empty when nothing runs. */
    public Optional<Running> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readString(file), Running.class))
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether a supervisor runs. */
    public boolean isUp() {
        return read().flatMap(it -> it.supervisor().process()).isPresent();
    }

    void write(Running running) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, JSON.writeValueAsString(running));
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Nothing runs any more. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
