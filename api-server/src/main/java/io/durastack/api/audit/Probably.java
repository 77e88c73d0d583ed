package io.durastack.api.audit;

/** What a difference probably is. On the wire an open string. */
public enum Probably {
    /** Ours, and in no row. */
    LEFTOVER(true),
    /** In a row, and not in the world. */
    LOST(true),
    /** In both, and not the same. */
    MISMATCH(true),
    /** An operation makes it or takes it away, or is held in the middle of that. */
    IN_FLIGHT(false),
    /** A debt names it, and will be paid. */
    DEBT(false);

    private final boolean counts;

    Probably(boolean counts) {
        this.counts = counts;
    }

    /** Whether it should not be. */
    public boolean counts() {
        return counts;
    }
}
