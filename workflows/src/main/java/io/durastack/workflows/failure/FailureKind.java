package io.durastack.workflows.failure;

/**
 * The few kinds of failure. A kind decides whether a step is tried again, and which HTTP status a
 * caller sees.
 */
public enum FailureKind {
    /** The caller asked for something that cannot be; trying again changes nothing. */
    CALLER(false),
    /** Something else is there already, under the same id or name. */
    CONFLICT(false),
    /** Nothing has room. */
    NO_CAPACITY(false),
    /** Our own database does not answer: says nothing about any host. */
    AWAY(true),
    /** The other side is full at the moment; tried again later, and no slot is held until then. */
    BUSY(true),
    /** The other side does not answer; it may have done what was asked. */
    UNREACHABLE(true),
    /** No answer in time; it may have done what was asked, and may still be doing it. */
    TIMEOUT(true),
    /** The other side answered that it could not. */
    REFUSED(true),
    /** The operation has ended, or has been taken over by a later turn: the run ends quietly. */
    STALE(false),
    /** Somebody asked for an end of this operation. */
    CANCELLED(false),
    /** Our own fault: held for an operator, never unwound. */
    BUG(false);

    private final boolean retryable;

    FailureKind(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether nobody knows what the other side did: it did not answer, or not in time. */
    public boolean silent() {
        return this == UNREACHABLE || this == TIMEOUT || this == BUSY;
    }

    /** Whether the same step may work when it is tried again. */
    public boolean retryable() {
        return retryable;
    }
}
