package io.durastack.activities.operation;

import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.operation.OperationEnds;
import io.durastack.workflows.operation.BeginUnwinding;
import io.durastack.workflows.operation.HoldOperation;
import io.durastack.workflows.operation.OperationActivities;
import io.durastack.workflows.operation.UnwindingStart;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link OperationActivities} in the inventory, one transaction each. */
public final class OperationSteps implements OperationActivities {

    private final Transactions transactions;
    private final OperationEnds ends;

    public OperationSteps(JdbcClient jdbc, Transactions transactions) {
        this.transactions = transactions;
        this.ends = new OperationEnds(jdbc);
    }

    @Override
    public UnwindingStart beginUnwinding(BeginUnwinding request) {
        return transactions.run(() -> ends.beginUnwinding(request));
    }

    @Override
    public void hold(HoldOperation request) {
        transactions.run(() -> {
            ends.hold(request);
            return true;
        });
    }
}
