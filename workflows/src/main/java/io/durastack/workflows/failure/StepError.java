package io.durastack.workflows.failure;

import org.jspecify.annotations.Nullable;

/**
 * A failure as it is stored and shown: the code and the words for callers, and apart from them the
 * detail for operators.
 *
 * @param step the step that failed, as people see it; null outside of steps
 */
public record StepError(String code, String message, String detail, @Nullable String step) {

    public static StepError of(FailureCode code, String detail, @Nullable String step) {
        return new StepError(code.name(), code.userText(), detail, step);
    }
}
