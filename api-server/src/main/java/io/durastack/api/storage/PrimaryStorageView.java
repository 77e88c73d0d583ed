package io.durastack.api.storage;

import io.durastack.api.rest.Versioned;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What people see of a primary storage.
 *
 * @param state CREATING while its folder is made on hosts, then READY: VMs are placed there;
 *     DELETING
 * @param path absolute folder on each host of the cluster
 * @param bytesTotal what volumes may take on all hosts together: of each host's file system a
 *     twentieth is left
 * @param bytesUsed what volumes take of it, by the sizes that guests see
 */
public record PrimaryStorageView(
        UUID id,
        String name,
        String description,
        Map<String, String> labels,
        long generation,
        boolean deleteProtection,
        Instant createdAt,
        Instant updatedAt,
        UUID clusterId,
        String cluster,
        String kind,
        String state,
        String path,
        long bytesTotal,
        long bytesUsed)
        implements Versioned {}
