package io.durastack.inventory.operation;

import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of operation whose ends without a run need to know nothing but the operation.
 *
 * @param withdrawn see {@link #withdraw}
 * @param leftBehind see {@link #leftovers}
 * @param abandoned see {@link #abandon}
 */
public record PlainKind(
        String name,
        boolean reversible,
        Function<LockedOperation, Told> withdrawn,
        Function<LockedOperation, List<Removal>> leftBehind,
        Function<LockedOperation, Told> abandoned)
        implements OperationKind {

    @Override
    public Told withdraw(LockedOperation operation) {
        return withdrawn.apply(operation);
    }

    @Override
    public List<Removal> leftovers(LockedOperation operation) {
        return leftBehind.apply(operation);
    }

    @Override
    public Told abandon(LockedOperation operation, List<Debt> debts) {
        return abandoned.apply(operation);
    }
}
