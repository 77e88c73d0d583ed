package io.durastack.inventory.operation;

import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Removal;
import java.util.List;

/**
 * What decisions need to know of one kind of operation: how it ends without a run. Each method
 * belongs into the transaction that ends the operation, whose row is locked.
 */
public interface OperationKind {

    /** Resource and verb, {@code vm.create}. */
    String name();

    /** Whether it can be undone; what cannot only goes forward. */
    boolean reversible();

    /** Nothing was done yet: makes the rows what they were before it was accepted. */
    OperationEnds.Told withdraw(LockedOperation operation);

    /** What it may have left on hosts, in the order in which it was made. From the rows alone. */
    List<Removal> leftovers(LockedOperation operation);

    /**
     * A person gave it up: makes the rows what they are at its end, with what the debts name still
     * reserved.
     */
    OperationEnds.Told abandon(LockedOperation operation, List<Debt> debts);
}
