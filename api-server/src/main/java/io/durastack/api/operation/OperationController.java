package io.durastack.api.operation;

import io.durastack.api.ApiEngineSettings;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import io.durastack.api.rest.ListParameters;
import io.durastack.api.rest.Projects;
import io.durastack.api.security.Caller;
import io.durastack.inventory.list.Page;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.inventory.operation.OperationKinds;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.inventory.operation.OperationTable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/operations")
class OperationController {

    private static final ResourceTable<OperationRecord> TABLE = OperationTable.create();

    private final House house;
    private final LiveSteps live;
    private final OperationWaiter waiter;
    private final ApiEngineSettings engine;
    private final OperationKinds kinds;
    private final Decisions decisions;
    private final WhyReader why;

    OperationController(
            House house,
            LiveSteps live,
            OperationWaiter waiter,
            ApiEngineSettings engine,
            OperationKinds kinds,
            Decisions decisions,
            WhyReader why) {
        this.house = house;
        this.live = live;
        this.waiter = waiter;
        this.engine = engine;
        this.kinds = kinds;
        this.decisions = decisions;
        this.why = why;
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
        OperationRecord row = row(id);
        Duration wait = OperationWaiter.wanted(prefer).orElse(Duration.ZERO);
        OperationRecord now = wait.isZero() ? row : waiter.await(id, wait);
        return view(now, live.of(now).steps());
    }

    /** What it waits for, what went wrong, and who must act, in plain words. */
    @GetMapping("/{id}/why")
    Why why(@PathVariable UUID id) {
        return why.why(row(id), Caller.current());
    }

    private OperationView view(OperationRecord row, List<StepView> steps) {
        return OperationView.of(row, steps, kinds, engine.webUrl(), engine.namespace());
    }

    /** Why something is decided, where somebody wants to say it; kept with the decision. */
    @Schema(name = "DecisionReason")
    record Reason(@Size(max = 1000) @Nullable String reason) {

        static @Nullable String of(@Nullable Reason body) {
            return body == null ? null : body.reason();
        }
    }

    /** Asks that an operation end without an effect. */
    @PostMapping("/{id}:cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OperationView> cancel(
            @PathVariable UUID id, @Valid @RequestBody(required = false) @Nullable Reason body) {
        return decided(id, row -> decisions.cancel(row, Reason.of(body), actor()));
    }

    /** Tries a held operation again. */
    @PostMapping("/{id}:retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OperationView> retry(
            @PathVariable UUID id, @Valid @RequestBody(required = false) @Nullable Reason body) {
        return decided(id, row -> decisions.retry(row, Reason.of(body), actor()));
    }

    /** Takes back what a held operation has done. */
    @PostMapping("/{id}:rollback")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OperationView> rollBack(
            @PathVariable UUID id, @Valid @RequestBody(required = false) @Nullable Reason body) {
        return decided(id, row -> decisions.rollBack(row, Reason.of(body), actor()));
    }

    /** Why a held operation is given up; kept with it. */
    record Abandon(@NotBlank @Size(max = 1000) String reason) {}

    /** Gives a held operation up. */
    @PostMapping("/{id}:abandon")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OperationView> abandon(@PathVariable UUID id, @Valid @RequestBody Abandon body) {
        return decided(id, row -> decisions.abandon(row, body.reason(), actor()));
    }

    private static String actor() {
        return Caller.current().name();
    }

    private ResponseEntity<OperationView> decided(UUID id, Consumer<OperationRecord> decision) {
        decision.accept(row(id));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/operations/" + id))
                .body(view(row(id), List.of()));
    }

    private OperationRecord row(UUID id) {
        return TABLE.byId(house.jdbc(), id)
                .orElseThrow(
                        () -> ApiProblem.of(ProblemCode.NOT_FOUND, "there is no operation " + id));
    }
}
