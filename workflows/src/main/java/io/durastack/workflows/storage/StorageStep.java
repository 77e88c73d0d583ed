package io.durastack.workflows.storage;

import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.FencedRequest;

/** A step in the inventory that needs to know no more than which primary storage. */
public record StorageStep(Fence fence, StorageId storage) implements FencedRequest {}
