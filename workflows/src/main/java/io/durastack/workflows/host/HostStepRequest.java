package io.durastack.workflows.host;

import io.durastack.workflows.operation.FencedRequest;
import org.jspecify.annotations.Nullable;

/** The request of a step on a host. */
public interface HostStepRequest extends FencedRequest {

    /** The host that the step is done on. */
    HostRef host();

    /**
     * Whether the step asks for something that is so without a host: what was on a machine that is
     * gone for good does not run and is not there.
     */
    default boolean holdsWithoutHost() {
        return false;
    }

    /** The answer of a step that holds without its host. */
    default @Nullable Object answerWithoutHost() {
        return null;
    }
}
