package io.durastack.api.operation;

import io.durastack.api.debt.DebtView;
import io.durastack.api.dispatch.EngineRuns;
import io.durastack.api.rest.House;
import io.durastack.api.security.Caller;
import io.durastack.inventory.list.ListRequest;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.inventory.operation.DebtRecord;
import io.durastack.inventory.operation.DebtTable;
import io.durastack.inventory.operation.OperationKind;
import io.durastack.inventory.operation.OperationKinds;
import io.durastack.inventory.operation.OperationLocks;
import io.durastack.inventory.operation.OperationOutbox;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.inventory.operation.OperationStanding;
import io.durastack.inventory.operation.OperationTable;
import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.zone.ZoneId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gathers what is known of an operation, from its rows and from the engine, and has it explained.
 */
@Component
class WhyReader {

    private static final ResourceTable<OperationRecord> OPERATIONS = OperationTable.create();
    private static final ResourceTable<DebtRecord> DEBTS = DebtTable.create();
    private static final int MOST_DEBTS = 100;

    private final House house;
    private final LiveSteps steps;
    private final EngineRuns runs;
    private final OperationOutbox outbox;
    private final OperationKinds kinds;
    private final OperationLocks rows;

    WhyReader(
            House house,
            LiveSteps steps,
            EngineRuns runs,
            OperationOutbox outbox,
            OperationKinds kinds) {
        this.house = house;
        this.steps = steps;
        this.runs = runs;
        this.outbox = outbox;
        this.kinds = kinds;
        this.rows = new OperationLocks(house.jdbc());
    }

    Why why(OperationRecord row, Caller caller) {
        OperationId id = new OperationId(row.id());
        OperationKind kind = kinds.named(row.kind());
        OperationStanding standing = OperationStanding.of(house.jdbc(), id);
        Live live = standing.inOutbox() ? notStarted(row) : steps.of(row);
        return WhyRules.explain(
                new WhyFacts(
                        row,
                        standing,
                        kind.reversible(),
                        live,
                        outbox.place(id).orElse(null),
                        holder(row.waitsFor(), caller),
                        row.ended() ? List.of() : made(kind, id),
                        debts(row, caller),
                        lastAskedForWork(row, standing, live)),
                caller);
    }

    /**
     * It has no run to be asked about; asking for it all the same tells whether anybody answers.
     */
    private Live notStarted(OperationRecord row) {
        boolean answers = runs.standing(row.workflowId()).isPresent();
        return Live.fromRow(
                answers ? Live.Engine.ANSWERED : Live.Engine.AWAY, LiveSteps.stored(row));
    }

    private @Nullable Why holder(@Nullable UUID id, Caller caller) {
        return id == null
                ? null
                : OPERATIONS.byId(house.jdbc(), id).map(it -> why(it, caller)).orElse(null);
    }

    private List<Removal> made(OperationKind kind, OperationId id) {
        return kind.leftovers(rows.look(id));
    }

    private List<DebtView> debts(OperationRecord row, Caller caller) {
        if (row.debts() == 0) {
            return List.of();
        }
        ListRequest unpaid =
                new ListRequest(
                        MOST_DEBTS,
                        null,
                        null,
                        Map.of("operation", row.id().toString(), "paid", "false"),
                        List.of(),
                        false);
        return DEBTS.list(house.jdbc(), unpaid, "", null).items().stream()
                .map(it -> DebtView.of(it, caller))
                .toList();
    }

    private @Nullable Instant lastAskedForWork(
            OperationRecord row, OperationStanding standing, Live live) {
        Live.NotTaken notTaken = live.notTaken();
        if (notTaken == null) {
            return null;
        }
        if (!notTaken.onHost()) {
            return runs.lastAskedForWork(TaskQueues.OPERATIONS, false).orElse(null);
        }
        UUID zone = row.zoneId();
        OperationStanding.Host host = standing.host();
        return zone == null || host == null
                ? null
                : runs.lastAskedForWork(TaskQueues.host(new ZoneId(zone), host.pool()), true)
                        .orElse(null);
    }
}
