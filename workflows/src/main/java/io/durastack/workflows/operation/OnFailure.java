package io.durastack.workflows.operation;

/** What the caller of a reversible operation wants when a step fails for good. */
public enum OnFailure {
    /** Undo what was done. */
    ROLL_BACK,
    /** Keep everything as it is and wait for a decision. */
    HOLD
}
