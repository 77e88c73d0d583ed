package io.durastack.workflows.hypervisor;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;

/**
 * Names the domain that shall run anew.
 *
 * @param seenIncarnation the incarnation that shall end; where another one runs already the reboot
 *     has been done
 * @param graceSeconds how long the guest may take to shut down by itself before it is forced, 0 to
 *     force at once
 */
public record RebootDomain(
        Fence fence, HostRef host, DomainSpec domain, String seenIncarnation, int graceSeconds)
        implements HostStepRequest {}
