package io.durastack.workflows.hypervisor;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;

/** Asks that a domain run on a host as specified. */
public record EnsureDomain(Fence fence, HostRef host, DomainSpec domain) implements FencedRequest {}
