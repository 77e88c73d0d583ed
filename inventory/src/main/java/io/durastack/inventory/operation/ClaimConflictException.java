package io.durastack.inventory.operation;

import io.durastack.workflows.operation.OperationId;

/** Another operation holds what is wanted. */
public final class ClaimConflictException extends RuntimeException {

    private final OperationId holder;
    private final String holderKind;

    ClaimConflictException(OperationId holder, String holderKind) {
        super("operation " + holder + " (" + holderKind + ") is in progress");
        this.holder = holder;
        this.holderKind = holderKind;
    }

    /** The operation that is in progress. */
    public OperationId holder() {
        return holder;
    }

    public String holderKind() {
        return holderKind;
    }
}
