package io.durastack.workflows.operation;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.FailureKind;
import io.durastack.workflows.failure.Failures;
import io.durastack.workflows.failure.StepError;
import io.temporal.failure.TemporalFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that can be undone: create, attach, add. A subclass says what it does in {@link
 * #forward()}, registering each compensation before its step.
 */
public abstract non-sealed class ReversibleOperation extends RunningOperation {

    private final Compensations compensations = new Compensations();

    protected ReversibleOperation(OperationRun run) {
        super(run);
    }

    /**
     * The steps, in their order, and at last the finish. Reads like the description of what
     * happens.
     */
    protected abstract FinishOutcome forward();

    /**
     * What may have been made, from the rows alone, in the order in which it was made; a run that
     * begins by unwinding knows nothing else.
     */
    protected abstract Made made();

    /**
     * The transaction that ends the operation as rolled back: gives back what it held, but for what
     * the debts name.
     */
    protected abstract FinishOutcome rolledBack(StepError cause, List<Debt> debts);

    /** Registers what takes away the effect of the next step. */
    protected final void compensateWith(Removal removal) {
        compensations.register(removal);
    }

    /** Forgets a removal that somebody else owes now: it was made a debt. */
    protected final void owed(Removal removal) {
        compensations.forget(removal);
    }

    /** Runs it to one of its ends. */
    public final OperationResult execute() {
        return guarded(
                this,
                () -> run().direction() == Direction.UNWIND ? unwindFromRows() : runForward());
    }

    private OperationResult runForward() {
        FinishOutcome finished;
        try {
            finished = forward();
        } catch (TemporalFailure failure) {
            return afterFailure(failure, Failures.toError(failure, failedStep()));
        }
        return switch (finished) {
            case DONE -> OperationResult.succeeded(run().kind() + " " + run().resource().name());
            case SUPERSEDED -> OperationResult.superseded();
            case CANCELLED ->
                    unwind(
                            StepError.of(
                                    FailureCode.CANCELLED,
                                    "cancelled before it was finished",
                                    null));
        };
    }

    private OperationResult afterFailure(TemporalFailure failure, StepError cause) {
        FailureKind kind = kindOf(failure);
        if (kind == FailureKind.STALE) {
            throw failure;
        }
        boolean askedToHold = run().onFailure() == OnFailure.HOLD && kind != FailureKind.CANCELLED;
        if (kind == FailureKind.BUG || askedToHold) {
            throw held(cause);
        }
        return unwind(cause);
    }

    private OperationResult unwind(StepError cause) {
        return detached(() -> {
            UnwindingStart start =
                    Steps.inventory(OperationActivities.class, "begin to unwind")
                            .beginUnwinding(new BeginUnwinding(fence(), cause));
            Fence next = start.fence();
            if (next == null) {
                return OperationResult.superseded();
            }
            fence(next);
            compensations.replaceWith(madeSoFar());
            return removeAndFinish(cause);
        });
    }

    /**
     * What has to go, from the rows: a run before this one may have made things that this one did
     * not register, and a cancel may have lost the answer of a step that changed a placement. Only
     * of a guest the run that has chosen the host knows better: where it registered no domain, none
     * was started, and a host that does not answer need not be feared for it.
     */
    private List<Removal> madeSoFar() {
        Made made = made();
        return made.removals().stream()
                .filter(it ->
                        it.what() != Removal.What.DOMAIN
                                || !made.byThisRun()
                                || compensations.contains(it))
                .toList();
    }

    /**
     * A fresh run of an operation that is to be unwound. Its row says so already, and its turn is
     * new.
     */
    private OperationResult unwindFromRows() {
        return detached(() -> {
            made().removals().forEach(compensations::register);
            return removeAndFinish(
                    StepError.of(
                            FailureCode.CANCELLED,
                            "rolled back by a decision, or from its rows",
                            null));
        });
    }

    private OperationResult removeAndFinish(StepError cause) {
        Compensations.Outcome outcome = compensations.removeAll(this::remove);
        @Nullable StepError stuck = outcome.stuck();
        if (stuck != null) {
            throw held(stuck);
        }
        return rolledBack(cause, outcome.debts()) == FinishOutcome.DONE
                ? OperationResult.rolledBack(cause.message())
                : OperationResult.superseded();
    }
}
