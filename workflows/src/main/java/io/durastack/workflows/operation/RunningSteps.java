package io.durastack.workflows.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run answers when it is asked how far it is.
 *
 * @param current the step that it is at; null between two
 */
public record RunningSteps(List<StepSummary> finished, @Nullable String current) {

    /** The name of the question. */
    public static final String QUERY = "steps";

    public RunningSteps {
        finished = List.copyOf(finished);
    }
}
