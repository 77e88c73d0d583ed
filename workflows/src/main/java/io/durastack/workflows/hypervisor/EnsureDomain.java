package io.durastack.workflows.hypervisor;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;

/** Asks that a domain run on a host as specified. */
public record EnsureDomain(Fence fence, HostRef host, DomainSpec domain)
        implements HostStepRequest {}
