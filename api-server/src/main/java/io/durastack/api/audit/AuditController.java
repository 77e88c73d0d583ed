package io.durastack.api.audit;

import io.durastack.api.dispatch.WorldAsker;
import io.durastack.api.openapi.Answers;
import io.durastack.api.operation.Operations;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.House;
import io.durastack.api.security.Caller;
import io.durastack.inventory.list.Definition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1")
class AuditController {

    private final House house;
    private final Audit audit;
    private final Repairs repairs;
    private final Acceptance acceptance;
    private final Operations operations;

    AuditController(
            House house,
            WorldAsker worlds,
            Repairs repairs,
            Acceptance acceptance,
            Operations operations) {
        this.house = house;
        this.audit = new Audit(house.jdbc(), worlds);
        this.repairs = repairs;
        this.acceptance = acceptance;
        this.operations = operations;
    }

    /** Compares the inventory with the hosts, now. Takes seconds; changes nothing. */
    @GetMapping("/audit")
    AuditReport run(
            @RequestParam(required = false) @Nullable String host,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(defaultValue = "500") @Min(1) @Max(5000) int limit) {
        return audit.run(id(Definitions.HOST, host), id(Definitions.ZONE, zone)).limited(limit);
    }

    private @Nullable UUID id(Definition definition, @Nullable String nameOrId) {
        return nameOrId == null
                ? null
                : definition
                        .find(house.jdbc(), nameOrId)
                        .orElseThrow(() ->
                                ApiProblem.of(
                                        ProblemCode.NOT_FOUND,
                                        "there is no "
                                                + definition.kind()
                                                + " '"
                                                + nameOrId
                                                + "'"));
    }

    /**
     * Why it may go on as it is; kept.
     *
     * @param withoutSilentHosts whether hosts that do not answer are left out: what they hold is
     *     not reserved then
     */
    record AcceptRequest(
            @NotBlank @Size(max = 1000) String reason, @Nullable Boolean withoutSilentHosts) {}

    /** Ends the time in which a restored installation is read-only. */
    @PostMapping("/audit:accept")
    Acceptance.Reserved accept(@Valid @RequestBody AcceptRequest body) {
        return acceptance.accept(
                body.reason(),
                Boolean.TRUE.equals(body.withoutSilentHosts()),
                Caller.current().name());
    }

    /** Takes away what is ours on a host and in no row; has its bridges applied anew. */
    @PostMapping("/audit:repair")
    @Answers(value = RepairView.class, status = 200, operation = true)
    ResponseEntity<?> repair(
            @Valid @RequestBody Repair body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            HttpServletRequest request) {
        return operations.afterwards(
                repairs.accept(body, Caller.current().requester(request)), prefer, host -> null);
    }
}
