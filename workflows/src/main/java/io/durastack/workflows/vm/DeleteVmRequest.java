package io.durastack.workflows.vm;

/**
 * Names the VM that shall be no more.
 *
 * @param stateBefore of the VM when this was accepted; what it goes back to when nothing was done
 */
public record DeleteVmRequest(VmId vm, String stateBefore) {}
