package io.durastack.api.host;

import io.durastack.api.rest.Projects;
import io.durastack.inventory.operation.Aspect;
import io.durastack.inventory.operation.Claim;
import io.durastack.inventory.operation.NewOperation;
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

/** The operation that pays what is owed to a host. */
public final class Settlement {

    private static final int DAYS_30 = (int) Duration.ofDays(30).toSeconds();

    private Settlement() {}

    /** What it claims: with its claim, there is one for each host. */
    public static List<Claim> claims(HostId host) {
        return List.of(Claim.exclusive("host", host.value(), Aspect.LIFECYCLE));
    }

    /**
     * A new one.
     *
     * @param ordinary policy of a step; a settlement has its pauses, and the patience of a month
     * @param deadline after which it counts as late
     */
    public static NewOperation of(
            HostRef host, StepPolicy ordinary, Duration deadline, Requester requester) {
        return new NewOperation(
                OperationId.next(),
                SettleHost.KIND,
                new ResourceRef("host", host.id().value(), host.name()),
                new ProjectId(Projects.DEFAULT),
                host.zone(),
                Priority.URGENT,
                OnFailure.HOLD,
                new StepPolicy(
                        ordinary.stepSeconds(),
                        Integer.MAX_VALUE,
                        DAYS_30,
                        ordinary.retryMillis(),
                        ordinary.maxRetryMillis(),
                        Integer.MAX_VALUE,
                        DAYS_30),
                new SettleHostRequest(host),
                claims(host.id()),
                requester,
                deadline,
                Map.of());
    }
}
