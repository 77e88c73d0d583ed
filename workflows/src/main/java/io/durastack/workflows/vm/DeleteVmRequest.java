package io.durastack.workflows.vm;

/** Names the VM that shall be no more. */
public record DeleteVmRequest(VmId vm) {}
