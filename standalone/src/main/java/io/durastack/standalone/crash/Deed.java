package io.durastack.standalone.crash;

import java.util.Set;

/**
 * One thing that is asked for.
 *
 * @param name of the VM
 * @param vm its id; empty where it is to be created
 * @param twist what is asked right afterwards
 * @param afterMillis how long afterwards
 */
record Deed(Kind kind, String name, String vm, Twist twist, int afterMillis) {

    /** What a VM that is no more is said to be. */
    static final String GONE = "GONE";

    enum Kind {
        CREATE,
        START,
        STOP,
        REBOOT,
        DELETE
    }

    enum Twist {
        NONE,
        CANCEL,
        DELETE
    }

    /** The states that its VM may have in the end. */
    Set<String> ends() {
        boolean cancelled = twist == Twist.CANCEL;
        return switch (kind) {
            case CREATE -> {
                if (twist == Twist.DELETE) {
                    yield Set.of(GONE);
                }
                yield cancelled ? Set.of("RUNNING", GONE) : Set.of("RUNNING");
            }
            case START -> cancelled ? Set.of("RUNNING", "STOPPED") : Set.of("RUNNING");
            case REBOOT -> Set.of("RUNNING");
            case STOP -> Set.of("STOPPED");
            case DELETE -> Set.of(GONE);
        };
    }
}
