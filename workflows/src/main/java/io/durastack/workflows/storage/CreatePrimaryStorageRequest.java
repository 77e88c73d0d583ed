package io.durastack.workflows.storage;

/**
 * Asks that the hosts of a cluster have a new primary storage.
 *
 * @param path absolute folder on each host
 */
public record CreatePrimaryStorageRequest(StorageId storage, String path) {}
