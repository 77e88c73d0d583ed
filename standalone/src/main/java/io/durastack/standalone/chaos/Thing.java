package io.durastack.standalone.chaos;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One resource as the model has it: what came of the operations on it, in the order in which they
 * were accepted. The claims let only one at a time through, so their order decides what it is.
 * Guarded by its slot.
 */
final class Thing {

    /** Where it is, when nothing is under way. */
    enum State {
        /** Nobody has heard of the end of its making. */
        MAKING,
        RUNNING,
        STOPPED,
        READY,
        /** A host that somebody has declared lost. */
        LOST,
        GONE
    }

    private final String id;
    private final Kind kind;
    private final List<Promise> promises = new ArrayList<>();
    private String name;
    private long generation;
    private boolean protectedFromDelete;
    private boolean owing;
    private boolean removed;
    private boolean lost;

    Thing(String id, Kind kind, String name, boolean protectedFromDelete) {
        this.id = id;
        this.kind = kind;
        this.name = name;
        this.protectedFromDelete = protectedFromDelete;
    }

    String id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    boolean protectedFromDelete() {
        return protectedFromDelete;
    }

    /** Whether something of it may be owed to a host, so that a start may be refused. */
    boolean owing() {
        return owing;
    }

    void promise(Promise promise) {
        promises.add(promise);
    }

    void ended(Promise promise) {
        owing |= promise.debts() > 0 || promise.abandoned();
    }

    /** Taken away without an operation. */
    void remove() {
        removed = true;
    }

    /** Declared lost: it stays so until it is gone. */
    void lose() {
        lost = true;
    }

    /** What a change without an operation answered; of several the latest generation holds. */
    void changed(long toGeneration, String toName, boolean nowProtected) {
        if (toGeneration > generation) {
            generation = toGeneration;
            name = toName;
            protectedFromDelete = nowProtected;
        }
    }

    List<Promise> promises() {
        return List.copyOf(promises);
    }

    /** What it is once all that was promised has come to its end. */
    State state() {
        if (removed) {
            return State.GONE;
        }
        State state = kind.byOperation() ? State.MAKING : State.READY;
        for (Promise promise : inOrder()) {
            state = after(state, promise);
        }
        return lost && state == State.READY ? State.LOST : state;
    }

    /** Ids of operations grow with time, and one is accepted only after the one before it. */
    private List<Promise> inOrder() {
        return promises.stream()
                .sorted((one, other) -> one.operation().compareTo(other.operation()))
                .toList();
    }

    private State after(State before, Promise promise) {
        @Nullable String end = promise.end();
        if (end == null || before == State.GONE) {
            return before;
        }
        boolean succeeded = end.equals("SUCCEEDED");
        return switch (promise.act()) {
            case CREATE -> succeeded ? (kind == Kind.VM ? State.RUNNING : State.READY) : State.GONE;
            case DELETE -> succeeded ? State.GONE : before;
            case START, REBOOT -> succeeded ? State.RUNNING : before;
            case STOP -> succeeded ? State.STOPPED : before;
            default -> before;
        };
    }
}
