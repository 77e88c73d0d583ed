package io.durastack.api.operation;

import io.durastack.api.debt.DebtView;
import io.durastack.inventory.operation.OperationOutbox;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.inventory.operation.OperationStanding;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.Failures;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Direction;
import io.durastack.workflows.operation.Removal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an operation when somebody asks why it stands where it stands.
 *
 * @param reversible whether its kind can be undone
 * @param live its steps, and how the engine stands
 * @param place in the outbox; null when it does not wait there
 * @param holder the answer about the operation that it waits for; null when it waits for none
 * @param made what it has, or may have, made on hosts, from its rows; in the order of making
 * @param debts what it owes
 * @param lastAskedForWork when a worker last asked for what waits to be taken; null when none did
 */
record WhyFacts(
        OperationRecord row,
        OperationStanding standing,
        boolean reversible,
        Live live,
        OperationOutbox.@Nullable Place place,
        @Nullable Why holder,
        List<Removal> made,
        List<DebtView> debts,
        @Nullable Instant lastAskedForWork) {

    boolean is(String state) {
        return row.state().equals(state);
    }

    boolean unwinds() {
        return standing.direction() == Direction.UNWIND;
    }

    boolean engine(Live.Engine engine) {
        return live.engine() == engine;
    }

    boolean hostIsSilent() {
        return host().filter(OperationStanding.Host::silent).isPresent();
    }

    Optional<OperationStanding.Host> host() {
        return Optional.ofNullable(standing.host());
    }

    /** The step that it is at. */
    Optional<StepView> step() {
        return live.steps().stream().filter(it -> !it.done()).findFirst();
    }

    boolean retries() {
        return step().filter(it -> it.attempt() > 1).isPresent()
                || (step().isEmpty() && row.attention() != null);
    }

    /** What went wrong last: of the step that is being tried, else of the operation. */
    Optional<StepError> lastError() {
        return step().map(StepView::lastError)
                .or(() -> Optional.ofNullable(row.attention()).map(it -> it.error()))
                .or(() -> Optional.ofNullable(row.error()));
    }

    FailureCode code() {
        StepError error = row.error();
        return error == null ? FailureCode.BUG : Failures.code(error.code());
    }

    /** What was taken away so far, by the run that did so last. */
    List<String> undone() {
        return live.steps().stream()
                .filter(it -> it.compensation() && it.state().equals("SUCCEEDED"))
                .map(it -> thing(it.name()) + (it.note() == null ? "" : " on " + it.note()))
                .toList();
    }

    /** What is, or may be, still there. */
    List<String> left() {
        List<String> gone = undone();
        return made.reversed().stream()
                .map(it -> thing(it.what().step()) + " on " + it.host().name())
                .filter(it -> !gone.contains(it))
                .toList();
    }

    /** What a removal takes away: its step is named "remove …". */
    private static String thing(String removal) {
        return "the " + removal.replaceFirst("^(remove|release) ", "");
    }
}
