package io.durastack.inventory.operation;

import io.durastack.workflows.operation.OnFailure;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.operation.StepPolicy;
import io.durastack.workflows.project.ProjectId;
import io.durastack.workflows.zone.ZoneId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation as it is accepted.
 *
 * @param kind the workflow type
 * @param request the workflow's second argument; also what a fresh run is started with. Never a
 *     secret.
 * @param deadline after which it counts as late, from now
 * @param labels those of its resource now; later changes of theirs do not change these
 */
public record NewOperation(
        OperationId id,
        String kind,
        ResourceRef resource,
        ProjectId project,
        @Nullable ZoneId zone,
        Priority priority,
        OnFailure onFailure,
        StepPolicy policy,
        Object request,
        List<Claim> claims,
        Requester requester,
        Duration deadline,
        Map<String, String> labels) {

    public NewOperation {
        claims = List.copyOf(claims);
        labels = Map.copyOf(labels);
    }
}
