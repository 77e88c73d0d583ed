package io.durastack.workflows.storage;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.Fence;

/**
 * Asks that a host have the folder of a primary storage.
 *
 * @param path absolute; the storage path of the host or below it
 */
public record EnsureFolder(Fence fence, HostRef host, StorageId storage, String path)
        implements HostStepRequest {}
