package io.durastack.api.operation;

import io.durastack.api.ApiEngineSettings;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import io.durastack.api.rest.ListParameters;
import io.durastack.api.rest.Projects;
import io.durastack.inventory.list.Page;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.inventory.operation.OperationTable;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/operations")
class OperationController {

    private static final ResourceTable<OperationRecord> TABLE = OperationTable.create();

    private final House house;
    private final LiveSteps live;
    private final OperationWaiter waiter;
    private final ApiEngineSettings engine;

    OperationController(
            House house, LiveSteps live, OperationWaiter waiter, ApiEngineSettings engine) {
        this.house = house;
        this.live = live;
        this.waiter = waiter;
        this.engine = engine;
    }

    @GetMapping
    Page<OperationView> list(
            HttpServletRequest request, @RequestParam(required = false) @Nullable String project) {
        UUID owner = Projects.of(house, project);
        Page<OperationRecord> page =
                TABLE.list(
                        house.jdbc(), ListParameters.of(request), "o.project_id = :scope", owner);
        return new Page<>(
                page.items().stream().map(row -> view(row, List.of())).toList(),
                page.next(),
                page.count());
    }

    @GetMapping("/{id}")
    OperationView show(
            @PathVariable UUID id,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
        OperationRecord row =
                TABLE.byId(house.jdbc(), id)
                        .orElseThrow(() ->
                                ApiProblem.of(
                                        ProblemCode.NOT_FOUND, "there is no operation " + id));
        Duration wait = OperationWaiter.wanted(prefer).orElse(Duration.ZERO);
        OperationRecord now = wait.isZero() ? row : waiter.await(id, wait);
        return view(now, live.of(now));
    }

    private OperationView view(OperationRecord row, List<StepView> steps) {
        return OperationView.of(row, steps, engine.webUrl(), engine.namespace());
    }
}
