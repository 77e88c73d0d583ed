package io.durastack.workflows.operation;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.Failures;
import io.durastack.workflows.failure.StepError;
import io.temporal.failure.TemporalFailure;
import java.util.List;
import java.util.Objects;

/**
 * An operation that only goes forward: stop, reboot, delete. There is nothing to go back to, so
 * what cannot be done is held until a person says try again; and a cancel from the engine's side is
 * not heard, for it would leave the thing half done.
 */
public abstract non-sealed class ForwardOperation extends RunningOperation {

    protected ForwardOperation(OperationRun run) {
        super(run);
    }

    /** The steps, in their order, and at last the finish. */
    protected abstract FinishOutcome forward();

    /**
     * Takes things away, in the reverse of the order in which they are given, as a rollback does.
     *
     * @return what is owed to hosts that did not answer
     */
    protected final List<Debt> removeAll(List<Removal> removals) {
        return owed(List.of(outcome(removals)));
    }

    /**
     * Takes away things that have nothing to do with each other, all at the same time.
     *
     * @return what is owed to hosts that did not answer
     */
    protected final List<Debt> removeSideBySide(List<Removal> removals) {
        return owed(sideBySide(removals, removal -> outcome(List.of(removal))));
    }

    private Compensations.Outcome outcome(List<Removal> removals) {
        Compensations compensations = new Compensations();
        removals.forEach(compensations::register);
        return compensations.removeAll(this::remove);
    }

    /** Held only when all have ended: what is under way then would be refused as stale. */
    private List<Debt> owed(List<Compensations.Outcome> outcomes) {
        outcomes.stream()
                .map(Compensations.Outcome::stuck)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(stuck -> {
                    throw held(stuck);
                });
        return outcomes.stream().flatMap(it -> it.debts().stream()).toList();
    }

    /** Runs it to one of its ends. */
    public final OperationResult execute() {
        return guarded(this, () -> detached(this::runForward));
    }

    private OperationResult runForward() {
        try {
            return switch (forward()) {
                case DONE ->
                        OperationResult.succeeded(run().kind() + " " + run().resource().name());
                case SUPERSEDED -> OperationResult.superseded();
                case CANCELLED ->
                        throw held(
                                StepError.of(
                                        FailureCode.BUG,
                                        "a forward-only operation was cancelled late",
                                        null));
            };
        } catch (io.temporal.failure.ActivityFailure failure) {
            if (isStale(failure)) {
                throw failure;
            }
            throw held(Failures.toError((TemporalFailure) failure, failedStep()));
        }
    }
}
