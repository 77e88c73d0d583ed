package io.durastack.api.host;

import io.durastack.api.dispatch.Dispatcher;
import io.durastack.api.dispatch.Upkeep;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.Projects;
import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.host.HostDebts;
import io.durastack.inventory.host.HostIntake;
import io.durastack.inventory.operation.Aspect;
import io.durastack.inventory.operation.Claim;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.OperationIntake;
import io.durastack.inventory.operation.Priority;
import io.durastack.inventory.operation.Requester;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.SettleHost;
import io.durastack.workflows.host.SettleHostRequest;
import io.durastack.workflows.operation.OnFailure;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.operation.StepPolicy;
import io.durastack.workflows.project.ProjectId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sees to it that debts are paid: each host that is owed something has one settlement under way. It
 * waits in the engine for a silent host, so nothing here needs to know when the host is back.
 */
public final class Settlements implements Upkeep.Chore {

    private static final int MOST = 20;
    private static final int DAYS_30 = (int) Duration.ofDays(30).toSeconds();

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
     * @param policy of an ordinary step; a settlement has its pauses, and the patience of a month
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
        this.policy =
                new StepPolicy(
                        policy.stepSeconds(),
                        Integer.MAX_VALUE,
                        DAYS_30,
                        policy.retryMillis(),
                        policy.maxRetryMillis(),
                        Integer.MAX_VALUE,
                        DAYS_30);
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
        List<Claim> claims = List.of(Claim.exclusive("host", id.value(), Aspect.LIFECYCLE));
        if (Definitions.HOST.lock(jdbc, id.value()).isEmpty()
                || intake.conflict(claims).isPresent()) {
            return false;
        }
        HostRef host = hosts.ref(id);
        intake.accept(
                new NewOperation(
                        OperationId.next(),
                        SettleHost.KIND,
                        new ResourceRef("host", id.value(), host.name()),
                        new ProjectId(Projects.DEFAULT),
                        host.zone(),
                        Priority.URGENT,
                        OnFailure.HOLD,
                        policy,
                        new SettleHostRequest(host),
                        claims,
                        Requester.installation("settlements"),
                        deadline,
                        Map.of()));
        return true;
    }
}
