package io.durastack.workflows.host;

import io.durastack.workflows.operation.FencedRequest;

/** The request of a step on a host. */
public interface HostStepRequest extends FencedRequest {

    /** The host that the step is done on. */
    HostRef host();
}
