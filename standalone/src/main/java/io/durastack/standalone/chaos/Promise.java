package io.durastack.standalone.chaos;

import org.jspecify.annotations.Nullable;

/** An operation that was accepted, and what came of it. Guarded by its slot. */
final class Promise {

    private final String operation;
    private final Act act;
    private @Nullable String end;
    private int debts;
    private boolean abandoned;

    Promise(String operation, Act act) {
        this.operation = operation;
        this.act = act;
    }

    String operation() {
        return operation;
    }

    Act act() {
        return act;
    }

    /** SUCCEEDED or ROLLED_BACK; null while nobody has heard of it. */
    @Nullable String end() {
        return end;
    }

    int debts() {
        return debts;
    }

    boolean abandoned() {
        return abandoned;
    }

    void ended(String state, int owed, boolean givenUp) {
        end = state;
        debts = owed;
        abandoned = givenUp;
    }
}
