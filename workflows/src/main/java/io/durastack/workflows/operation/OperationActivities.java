package io.durastack.workflows.operation;

import io.temporal.activity.ActivityInterface;

/** The steps in the inventory that every operation has, whatever it is about. Local activities. */
@ActivityInterface
public interface OperationActivities {

    /**
     * {@code RUNNING → UNWINDING} with a new turn, in a transaction of its own: from here on no
     * forward step of this operation can act. Called again by the same run it answers the turn that
     * it gave before.
     *
     * @return the new fence, or nothing when the operation has ended or another run has taken it
     *     over
     */
    UnwindingStart beginUnwinding(BeginUnwinding request);

    /**
     * Records that the run ends without an end of the operation: {@code HELD}, with its claims, for
     * a person to decide. Nothing happens where the operation has ended or another run has taken it
     * over.
     */
    void hold(HoldOperation request);
}
