package io.durastack.inventory.host;

import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.inventory.operation.OperationKind;
import io.durastack.inventory.operation.PlainKind;
import io.durastack.workflows.host.CreateHost;
import io.durastack.workflows.host.DeleteHost;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.SettleHost;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the operations of a host end without a run. None leaves a debt: what a host that was given up
 * still has of us are scripts that nobody calls, and whoever adds it again finds them.
 */
public final class HostKinds {

    private HostKinds() {}

    /** All of them. */
    public static List<OperationKind> all(JdbcClient jdbc) {
        HostRows rows = new HostRows(jdbc);
        return List.of(
                kind(
                        CreateHost.KIND,
                        true,
                        operation -> erased(rows, operation),
                        operation -> erased(rows, operation)),
                kind(
                        DeleteHost.KIND,
                        false,
                        operation ->
                                Told.of(
                                        "host.updated",
                                        Map.of("state", rows.backToService(host(operation)))),
                        operation -> {
                            rows.markDeleted(host(operation), operation.id());
                            return Told.gone("host.deleted", Map.of("state", "DELETED"));
                        }),
                // A settlement changes no host. Given up, its debts stay as they are and wait for
                // the next one.
                kind(SettleHost.KIND, false, HostKinds::unchanged, HostKinds::unchanged));
    }

    private static OperationKind kind(
            String name,
            boolean reversible,
            Function<LockedOperation, Told> withdrawn,
            Function<LockedOperation, Told> abandoned) {
        return new PlainKind(name, reversible, withdrawn, operation -> List.of(), abandoned);
    }

    private static HostId host(LockedOperation operation) {
        return new HostId(operation.resource().id());
    }

    private static Told erased(HostRows rows, LockedOperation operation) {
        rows.erase(host(operation));
        return Told.gone("host.create_rolled_back", Map.of());
    }

    private static Told unchanged(LockedOperation operation) {
        return Told.of("host.debts_unpaid", Map.of());
    }
}
