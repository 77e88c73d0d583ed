package io.durastack.workflows.storage;

/** Asks for the end of a primary storage, on which no volume lies any more. */
public record DeletePrimaryStorageRequest(StorageId storage) {}
