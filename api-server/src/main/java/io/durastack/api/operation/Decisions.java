package io.durastack.api.operation;

import io.durastack.api.dispatch.Dispatcher;
import io.durastack.api.dispatch.EngineRuns;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import io.durastack.inventory.operation.DecisionRefusedException;
import io.durastack.inventory.operation.OperationDecisions;
import io.durastack.inventory.operation.OperationKinds;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.workflows.operation.OperationId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What people decide on operations: one transaction each, then a word to the dispatcher or the
 * engine.
 */
@Component
class Decisions {

    private final House house;
    private final OperationDecisions decisions;
    private final Dispatcher dispatcher;
    private final EngineRuns runs;

    Decisions(House house, OperationKinds kinds, Dispatcher dispatcher, EngineRuns runs) {
        this.house = house;
        this.decisions = new OperationDecisions(house.jdbc(), kinds);
        this.dispatcher = dispatcher;
        this.runs = runs;
    }

    void cancel(OperationRecord row, @Nullable String reason, String actor) {
        OperationId id = new OperationId(row.id());
        boolean running =
                house.transactions()
                        .run(() -> refusing(row, () -> decisions.cancel(id, reason, actor)));
        if (running) {
            runs.cancel(row.workflowId());
        }
    }

    void retry(OperationRecord row, @Nullable String reason, String actor) {
        decide(row, id -> decisions.retry(id, reason, actor));
    }

    void rollBack(OperationRecord row, @Nullable String reason, String actor) {
        decide(row, id -> decisions.rollBack(id, reason, actor));
    }

    void abandon(OperationRecord row, String reason, String actor) {
        decide(row, id -> decisions.abandon(id, reason, actor));
    }

    private void decide(OperationRecord row, Consumer<OperationId> decision) {
        house.transactions()
                .run(() ->
                        refusing(
                                row,
                                () -> {
                                    decision.accept(new OperationId(row.id()));
                                    return true;
                                }));
        dispatcher.wake();
    }

    private static <T> T refusing(OperationRecord row, java.util.function.Supplier<T> decision) {
        try {
            return decision.get();
        } catch (DecisionRefusedException refused) {
            ProblemCode code =
                    switch (refused.why()) {
                        case PAST_CANCELLING -> ProblemCode.PAST_CANCELLING;
                        case HELD -> ProblemCode.HELD;
                        case NOT_HELD -> ProblemCode.NOT_HELD;
                        case FORWARD_ONLY -> ProblemCode.FORWARD_ONLY;
                    };
            throw ApiProblem.withOperation(code, String.valueOf(refused.getMessage()), row.id());
        }
    }
}
