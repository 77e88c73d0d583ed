package io.durastack.standalone.chaos;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.world.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was asked, and what struck: all that it takes to run it again without dice. Names are
 * without the prefix of the run.
 */
record Course(
        ChaosPlan plan, List<Action> actions, List<Fault> faults, List<Findings.Finding> findings) {

    Course {
        actions = List.copyOf(actions);
        faults = List.copyOf(faults);
        findings = List.copyOf(findings);
    }

    /** The same with other actions and faults. */
    Course with(List<Action> others, List<Fault> struck) {
        return new Course(plan, others, struck, findings);
    }

    void write(Path file) {
        try {
            Files.writeString(
                    file,
                    Payloads.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Course read(Path file) {
        try {
            return Payloads.mapper().readValue(Files.readString(file), Course.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The actions of one stream, in their order. */
    List<Action> of(int stream) {
        return actions.stream()
                .filter(it -> it.stream() == stream)
                .sorted(Comparator.comparingInt(Action::number))
                .toList();
    }

    /** Streams that do anything, in their order. */
    List<Integer> streams() {
        return new ArrayList<>(actions.stream().map(Action::stream).distinct().sorted().toList());
    }
}
