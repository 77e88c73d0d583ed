package io.durastack.api.debt;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import io.durastack.api.rest.ListParameters;
import io.durastack.api.security.Caller;
import io.durastack.inventory.list.Page;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.inventory.operation.DebtRecord;
import io.durastack.inventory.operation.DebtTable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is owed to hosts, of all projects: an operator looks at it host by host. */
@RestController
@RequestMapping("/v1/debts")
class DebtController {

    private static final ResourceTable<DebtRecord> TABLE = DebtTable.create();

    private final House house;

    DebtController(House house) {
        this.house = house;
    }

    @GetMapping
    Page<DebtView> list(HttpServletRequest request) {
        Page<DebtRecord> page = TABLE.list(house.jdbc(), ListParameters.of(request), "", null);
        Caller caller = Caller.current();
        return new Page<>(
                page.items().stream().map(row -> DebtView.of(row, caller)).toList(),
                page.next(),
                page.count());
    }

    @GetMapping("/{id}")
    DebtView show(@PathVariable UUID id) {
        return TABLE.byId(house.jdbc(), id)
                .map(row -> DebtView.of(row, Caller.current()))
                .orElseThrow(() -> ApiProblem.of(ProblemCode.NOT_FOUND, "there is no debt " + id));
    }
}
