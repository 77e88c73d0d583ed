package io.durastack.workflows.vm;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a start, stop or reboot.
 *
 * @param stateBefore of the VM when this was accepted; what it goes back to when nothing was done
 * @param incarnation of the guest when this was accepted; null where none was known to run. A
 *     reboot is done when another one runs.
 * @param graceSeconds how long the guest may take to shut down by itself before it is forced, 0 to
 *     force at once
 */
public record PowerVmRequest(
        VmId vm, String stateBefore, @Nullable String incarnation, int graceSeconds) {

    /** Whether a guest may have run before the operation began: then it is not ours to end. */
    public boolean mayHaveRun() {
        return !stateBefore.equals("STOPPED");
    }
}
