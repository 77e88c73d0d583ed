package io.durastack.inventory.network;

import io.durastack.inventory.operation.OperationEnds;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.workflows.network.FinishNetwork;
import io.durastack.workflows.network.FinishNetworkRemoval;
import io.durastack.workflows.network.NetworkStep;
import io.durastack.workflows.network.PluggedHost;
import io.durastack.workflows.operation.FinishOutcome;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The transactions of a network's operations. */
public final class NetworkEnds {

    private final OperationLocks locks;
    private final OperationEnds ends;
    private final NetworkRows rows;

    public NetworkEnds(JdbcClient jdbc) {
        this.locks = new OperationLocks(jdbc);
        this.ends = new OperationEnds(jdbc);
        this.rows = new NetworkRows(jdbc);
    }

    /** From here on hosts shall have it; answers those on which it is to be made. */
    public List<PluggedHost> render(NetworkStep step) {
        locks.forward(step.fence());
        rows.render(step.network(), true);
        return rows.plugged(step.network());
    }

    /** Hosts shall not have it any more; answers what takes it away from them. */
    public List<Removal> withdraw(NetworkStep step) {
        locks.running(step.fence());
        rows.render(step.network(), false);
        return rows.bridges(step.network());
    }

    /** A create succeeded. */
    public FinishOutcome created(FinishNetwork request) {
        return ends.succeedUnlessCancelled(request.fence(), request.steps(), rows::created);
    }

    /** A create was rolled back: there is no such network. */
    public FinishOutcome createRolledBack(FinishNetworkRemoval request) {
        return ends.rollBack(
                request.fence(),
                request.steps(),
                Objects.requireNonNull(request.cause(), "a rollback has a cause"),
                request.debts(),
                rows::erased);
    }

    /** A delete succeeded: the row stays. Bridges that are owed are in the debts. */
    public FinishOutcome deleted(FinishNetworkRemoval request) {
        return ends.succeed(request.fence(), request.steps(), request.debts(), rows::deleted);
    }
}
