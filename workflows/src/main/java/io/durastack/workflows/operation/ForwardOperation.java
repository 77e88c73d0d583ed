package io.durastack.workflows.operation;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.Failures;
import io.durastack.workflows.failure.StepError;
import io.temporal.failure.TemporalFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        Compensations compensations = new Compensations();
        removals.forEach(compensations::register);
        Compensations.Outcome outcome = compensations.removeAll(this::remove);
        @Nullable StepError stuck = outcome.stuck();
        if (stuck != null) {
            throw held(stuck);
        }
        return outcome.debts();
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
