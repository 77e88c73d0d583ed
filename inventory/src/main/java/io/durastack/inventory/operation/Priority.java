package io.durastack.inventory.operation;

/** Which operations are started first. */
public enum Priority {
    /** What frees or calms something: stop, delete, unwind. */
    URGENT(0),
    /** The rest. */
    BULK(1);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** As it is stored; the lower is started first. */
    int rank() {
        return rank;
    }
}
