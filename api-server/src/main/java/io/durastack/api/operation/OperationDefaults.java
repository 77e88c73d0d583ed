package io.durastack.api.operation;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import io.durastack.api.rest.Projects;
import io.durastack.inventory.operation.Claim;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.Priority;
import io.durastack.inventory.operation.Requester;
import io.durastack.workflows.operation.OnFailure;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.operation.StepPolicy;
import io.durastack.workflows.project.ProjectId;
import io.durastack.workflows.zone.ZoneId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * What operations get that is not said in their request: patience, a deadline, and how many a
 * project may have at once.
 */
@Component
@EnableConfigurationProperties({StepSettings.class, DeadlineSettings.class})
public class OperationDefaults {

    private final House house;
    private final StepPolicy policy;
    private final DeadlineSettings deadlines;

    OperationDefaults(House house, StepSettings settings, DeadlineSettings deadlines) {
        this.house = house;
        this.policy = settings.policy();
        this.deadlines = deadlines;
    }

    /** How patient the steps are; resolved now, and kept by the operation. */
    public StepPolicy policy() {
        return policy;
    }

    /** After which time an operation of this kind counts as late. */
    public Duration deadline(String kind) {
        return deadlines.of(kind);
    }

    /**
     * An operation on the whole of a resource that belongs to no tenant, with what is usual: nobody
     * else may do anything to it meanwhile.
     *
     * @param zone that it is in
     * @param labels of the resource
     * @param request also what a fresh run is started with
     */
    public NewOperation onWhole(
            String kind,
            ResourceRef resource,
            ZoneId zone,
            Map<String, String> labels,
            Priority priority,
            OnFailure onFailure,
            Object request,
            Requester requester) {
        return new NewOperation(
                OperationId.next(),
                kind,
                resource,
                new ProjectId(Projects.DEFAULT),
                zone,
                priority,
                onFailure,
                policy,
                request,
                Claim.whole(resource.kind(), resource.id()),
                requester,
                deadline(kind),
                labels);
    }

    /**
     * Refuses another operation of a project that has too many in flight. Counts only up to the
     * limit.
     */
    public void refuseTooMany(UUID project) {
        boolean tooMany =
                house.jdbc()
                        .sql(
                                """
                                select count(*) >= u.in_flight_limit from project_usage u left join lateral (
                                    select from operation o where o.project_id = u.project_id
                                        and o.state in ('PENDING', 'RUNNING', 'UNWINDING') limit u.in_flight_limit) o on true
                                where u.project_id = :project group by u.in_flight_limit
                                """)
                        .param("project", project)
                        .query(Boolean.class)
                        .single();
        if (tooMany) {
            throw ApiProblem.of(
                    ProblemCode.TOO_MANY_OPERATIONS, "the project has as many as it may");
        }
    }
}
