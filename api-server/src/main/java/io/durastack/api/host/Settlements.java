package io.durastack.api.host;

import io.durastack.api.dispatch.Dispatcher;
import io.durastack.api.dispatch.Upkeep;
import io.durastack.api.rest.Definitions;
import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.host.HostDebts;
import io.durastack.inventory.host.HostIntake;
import io.durastack.inventory.operation.OperationIntake;
import io.durastack.inventory.operation.Requester;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.operation.StepPolicy;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sees to it that debts are paid: each host that is owed something has one settlement under way. It
 * waits in the engine for a silent host, so nothing here needs to know when the host is back.
 */
public final class Settlements implements Upkeep.Chore {

    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final HostDebts debts;
    private final OperationIntake intake;
    private final HostIntake hosts;
    private final Dispatcher dispatcher;
    private final StepPolicy policy;
    private final Duration deadline;
    private final Duration every;

    /**
     * Makes one.
     *
     * @param policy of an ordinary step
     * @param deadline after which a settlement counts as late
     */
    public Settlements(
            JdbcClient jdbc,
            Transactions transactions,
            Dispatcher dispatcher,
            StepPolicy policy,
            Duration deadline,
            Duration every) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.debts = new HostDebts(jdbc);
        this.intake = new OperationIntake(jdbc);
        this.hosts = new HostIntake(jdbc);
        this.dispatcher = dispatcher;
        this.policy = policy;
        this.deadline = deadline;
        this.every = every;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public void run() {
        List<HostId> owed = debts.unsettled(MOST);
        for (HostId host : owed) {
            boolean _ = transactions.run(() -> settle(host));
        }
        if (!owed.isEmpty()) {
            dispatcher.wake();
        }
    }

    /** Locks the host first; of two servers at once the second finds the claim. */
    private boolean settle(HostId id) {
        if (Definitions.HOST.lock(jdbc, id.value()).isEmpty()
                || intake.conflict(Settlement.claims(id)).isPresent()) {
            return false;
        }
        intake.accept(
                Settlement.of(
                        hosts.ref(id), policy, deadline, Requester.installation("settlements")));
        return true;
    }
}
