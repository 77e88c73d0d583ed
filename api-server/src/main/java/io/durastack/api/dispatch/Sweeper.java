package io.durastack.api.dispatch;

import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.operation.OperationSweep;
import io.durastack.inventory.operation.OperationSweep.Suspect;
import io.durastack.workflows.engine.WorkflowIds;
import java.time.Duration;

/**
 * Compares the open operations with their runs, oldest check first, a bounded number a round. An
 * open run is left alone, but for the hint of a cancel, which is repeated.
 */
public final class Sweeper implements Upkeep.Chore {

    private static final int MOST = 100;

    private final OperationSweep sweep;
    private final Transactions transactions;
    private final EngineRuns runs;
    private final Duration every;

    /**
     * Makes one.
     *
     * @param every how long an operation is left alone after its start, and between two checks
     */
    public Sweeper(
            OperationSweep sweep, Transactions transactions, EngineRuns runs, Duration every) {
        this.sweep = sweep;
        this.transactions = transactions;
        this.runs = runs;
        this.every = every;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public void run() {
        transactions.run(() -> sweep.next(MOST, every)).forEach(this::check);
    }

    private void check(Suspect suspect) {
        String id =
                WorkflowIds.of(
                        suspect.resourceKind(),
                        suspect.resourceId(),
                        suspect.id().value(),
                        suspect.run());
        runs.standing(id).ifPresent(standing -> act(suspect, id, standing));
    }

    private void act(Suspect suspect, String id, EngineRuns.Standing standing) {
        switch (standing) {
            case OPEN -> {
                if (suspect.cancelRequested()) {
                    runs.cancel(id);
                }
            }
            case ORPHANED -> {
                // First the row: a crash in between leaves an open run whose steps are refused.
                apply(() -> sweep.closed(suspect));
                runs.terminate(id, "no worker of its build is left; a fresh run has taken over");
            }
            case CLOSED -> apply(() -> sweep.closed(suspect));
            case BROKEN -> apply(() -> sweep.lost(suspect, "its run was ended in the engine"));
            case GONE -> apply(() -> sweep.lost(suspect, "the engine does not know its run"));
        }
    }

    private void apply(Runnable change) {
        boolean _ =
                transactions.run(() -> {
                    change.run();
                    return true;
                });
    }
}
