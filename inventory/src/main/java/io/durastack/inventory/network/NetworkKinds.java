package io.durastack.inventory.network;

import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.inventory.operation.OperationKind;
import io.durastack.workflows.network.CreateL2Network;
import io.durastack.workflows.network.DeleteL2Network;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the operations of a network end without a run. */
public final class NetworkKinds {

    private NetworkKinds() {}

    /** All of them. */
    public static List<OperationKind> all(JdbcClient jdbc) {
        NetworkRows rows = new NetworkRows(jdbc);
        return List.of(new Create(rows), new Delete(rows));
    }

    private record Create(NetworkRows rows) implements OperationKind {

        @Override
        public String name() {
            return CreateL2Network.KIND;
        }

        @Override
        public boolean reversible() {
            return true;
        }

        @Override
        public Told withdraw(LockedOperation operation) {
            return rows.erased(operation);
        }

        @Override
        public List<Removal> leftovers(LockedOperation operation) {
            return rows.bridges(new L2NetworkId(operation.resource().id()));
        }

        @Override
        public Told abandon(LockedOperation operation, List<Debt> debts) {
            return rows.erased(operation);
        }
    }

    private record Delete(NetworkRows rows) implements OperationKind {

        @Override
        public String name() {
            return DeleteL2Network.KIND;
        }

        @Override
        public boolean reversible() {
            return false;
        }

        @Override
        public Told withdraw(LockedOperation operation) {
            return rows.kept(operation);
        }

        @Override
        public List<Removal> leftovers(LockedOperation operation) {
            return rows.bridges(new L2NetworkId(operation.resource().id()));
        }

        @Override
        public Told abandon(LockedOperation operation, List<Debt> debts) {
            return rows.deleted(operation);
        }
    }
}
