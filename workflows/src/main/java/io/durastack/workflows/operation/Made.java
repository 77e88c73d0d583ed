package io.durastack.workflows.operation;

import java.util.List;

/**
 * What an operation may have made, by its rows.
 *
 * @param removals what takes it away, in the order in which it was made
 * @param byThisRun whether the very run that asks has chosen where; then a guest that it did not
 *     start was not started. Not so after a run before it, or one that somebody has reset.
 */
public record Made(List<Removal> removals, boolean byThisRun) {

    public Made {
        removals = List.copyOf(removals);
    }

    /** What some run may have made. */
    public static Made bySomeRun(List<Removal> removals) {
        return new Made(removals, false);
    }
}
