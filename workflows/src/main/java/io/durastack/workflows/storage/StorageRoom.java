package io.durastack.workflows.storage;

import io.durastack.workflows.host.HostId;

/**
 * The room of a primary storage on one host.
 *
 * @param bytes size of the file system that its folder lies in, used or not
 */
public record StorageRoom(HostId host, long bytes) {}
