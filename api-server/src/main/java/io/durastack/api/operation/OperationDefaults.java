package io.durastack.api.operation;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import io.durastack.workflows.operation.StepPolicy;
import java.time.Duration;
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
