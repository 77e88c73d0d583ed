package io.durastack.inventory.operation;

/** An operation does not take this decision as it stands. */
public final class DecisionRefusedException extends RuntimeException {

    /** Why not. */
    public enum Why {
        /** It has ended, or what it does cannot be called back any more. */
        PAST_CANCELLING,
        /** It is held: it wants a decision, not a cancel. */
        HELD,
        /** Only what is held takes a decision. */
        NOT_HELD,
        /** It only goes forward: there is nothing to roll back to. */
        FORWARD_ONLY
    }

    private final Why why;

    DecisionRefusedException(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
