package io.durastack.workflows.failure;

import org.jspecify.annotations.Nullable;

/**
 * What a step throws when it cannot do its work. The worker turns it into a failure of the engine
 * ({@link Failures}); anything else that escapes from a step counts as a {@link FailureCode#BUG}.
 */
public final class StepFailure extends RuntimeException {

    private final FailureCode code;

    /**
     * @param code decides whether the step is tried again, and the words for the caller
     * @param detail for operators: which host, which file, what it answered; never a secret
     */
    public StepFailure(FailureCode code, String detail) {
        this(code, detail, null);
    }

    public StepFailure(FailureCode code, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }

    /** The text for operators. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
