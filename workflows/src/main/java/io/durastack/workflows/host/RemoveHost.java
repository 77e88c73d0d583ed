package io.durastack.workflows.host;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;

/** Names the host that Durastack lets go of. */
public record RemoveHost(Fence fence, HostRef host) implements FencedRequest {}
