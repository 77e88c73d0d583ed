package io.durastack.inventory.allocation;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.storage.StorageId;

/**
 * A host with room, its counters locked until the end of the transaction.
 *
 * @param path folder of the storage on the host
 * @param networkGeneration generation of its bridges now
 */
public record ChosenHost(HostRef host, StorageId storage, String path, long networkGeneration) {}
