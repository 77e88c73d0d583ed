package io.durastack.standalone.chaos;

/** What is done to one of them. */
enum Act {
    CREATE,
    DELETE,
    START,
    STOP,
    REBOOT,
    LABEL,
    RENAME,
    PROTECT,
    UNPROTECT,
    DISABLE,
    ENABLE,
    /** A host does not answer any more. */
    CUT,
    /** It answers again. */
    RETURN,
    /** It never answers again, and is given up. */
    LOSE,
    /** It never answers again, an operator says so, and it is removed. */
    DECLARE_LOST,
    /** A worker process is killed. */
    KILL;

    /** What another client asks for at the same moment. */
    Act rival() {
        return switch (this) {
            case START, REBOOT -> STOP;
            case STOP -> DELETE;
            case DELETE -> START;
            default -> this;
        };
    }

    boolean isPatch() {
        return switch (this) {
            case LABEL, RENAME, PROTECT, UNPROTECT, DISABLE, ENABLE -> true;
            default -> false;
        };
    }

    /** Whether it changes the power of a VM. */
    boolean isPower() {
        return this == START || this == STOP || this == REBOOT;
    }
}
