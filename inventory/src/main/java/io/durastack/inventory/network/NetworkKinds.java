package io.durastack.inventory.network;

import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationKind;
import io.durastack.inventory.operation.PlainKind;
import io.durastack.workflows.network.CreateL2Network;
import io.durastack.workflows.network.DeleteL2Network;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the operations of a network end without a run. */
public final class NetworkKinds {

    private NetworkKinds() {}

    /** All of them. */
    public static List<OperationKind> all(JdbcClient jdbc) {
        NetworkRows rows = new NetworkRows(jdbc);
        Function<LockedOperation, List<Removal>> bridges =
                operation -> rows.bridges(new L2NetworkId(operation.resource().id()));
        return List.of(
                new PlainKind(CreateL2Network.KIND, true, rows::erased, bridges, rows::erased),
                new PlainKind(DeleteL2Network.KIND, false, rows::kept, bridges, rows::deleted));
    }
}
