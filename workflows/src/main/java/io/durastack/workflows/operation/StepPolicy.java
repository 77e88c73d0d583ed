package io.durastack.workflows.operation;

/**
 * How patient the steps of an operation are. It is resolved when the operation is accepted and
 * travels with it, so that a proof need not wait as long as production does, and a change of
 * configuration changes no running operation.
 *
 * @param stepSeconds one try of a remote step, 1 to 86,400
 * @param tries how often a remote step is tried at most, at least 1
 * @param patienceSeconds how long a remote step is tried at most, all tries together; whichever of
 *     the two comes first ends it
 * @param retryMillis pause before the second try; doubles up to {@code maxRetryMillis}
 * @param maxRetryMillis longest pause between two tries
 * @param undoTries how often a compensation is tried
 * @param undoPatienceSeconds how long a compensation is tried; after it what is on a silent host
 *     becomes a debt
 */
public record StepPolicy(
        int stepSeconds,
        int tries,
        int patienceSeconds,
        long retryMillis,
        long maxRetryMillis,
        int undoTries,
        int undoPatienceSeconds) {

    /** What production uses where nothing else is configured. */
    public static final StepPolicy DEFAULT = new StepPolicy(120, 8, 900, 1_000, 60_000, 12, 1_800);

    public StepPolicy {
        if (stepSeconds < 1
                || tries < 1
                || patienceSeconds < 1
                || undoTries < 1
                || undoPatienceSeconds < 1) {
            throw new IllegalArgumentException("seconds and tries must be at least 1");
        }
        if (retryMillis < 1 || maxRetryMillis < retryMillis) {
            throw new IllegalArgumentException(
                    "retryMillis must be at least 1 and at most maxRetryMillis");
        }
    }

    /**
     * The same with more time for each try, for a step that is allowed to wait.
     *
     * @param seconds how long the step may wait, at least 0
     */
    public StepPolicy allowing(int seconds) {
        return new StepPolicy(
                stepSeconds + seconds,
                tries,
                patienceSeconds + seconds,
                retryMillis,
                maxRetryMillis,
                undoTries,
                undoPatienceSeconds);
    }

    /**
     * The same for a step that can be done elsewhere: a host that does not answer is given up after
     * a fifteenth of the patience, but not before two tries had their time.
     */
    public StepPolicy impatient() {
        return new StepPolicy(
                stepSeconds,
                tries,
                Math.min(patienceSeconds, Math.max(2 * stepSeconds, patienceSeconds / 15)),
                retryMillis,
                maxRetryMillis,
                undoTries,
                undoPatienceSeconds);
    }
}
