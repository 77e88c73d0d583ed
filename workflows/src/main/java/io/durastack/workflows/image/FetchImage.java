package io.durastack.workflows.image;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;

/**
 * Asks that an image be in a host's cache.
 *
 * @param source where it comes from: a URL of https, http or file
 * @param sha256 of its bytes, 64 hexadecimal digits in lower case
 */
public record FetchImage(Fence fence, HostRef host, ImageId image, String source, String sha256)
        implements HostStepRequest {}
