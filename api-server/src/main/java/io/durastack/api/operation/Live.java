package io.durastack.api.operation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an operation's steps now.
 *
 * @param notTaken what no worker has taken for a while; null when there is no such thing
 */
record Live(Engine engine, List<StepView> steps, @Nullable NotTaken notTaken) {

    /** What the engine said. */
    enum Engine {
        /** There was nothing to ask: the row has it all. */
        NOT_ASKED,
        ANSWERED,
        /** It does not answer. */
        AWAY,
        /** It knows no run of this operation that is open. */
        NO_RUN
    }

    /**
     * Work that waits for a worker.
     *
     * @param onHost whether it is a step on a host, and not the next move of the operation itself
     */
    record NotTaken(boolean onHost, Instant since) {}

    Live {
        steps = List.copyOf(steps);
    }

    static Live fromRow(Engine engine, List<StepView> steps) {
        return new Live(engine, steps, null);
    }
}
