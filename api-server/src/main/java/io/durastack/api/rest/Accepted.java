package io.durastack.api.rest;

import java.util.Map;
import java.util.UUID;

/**
 * The answer to a request that became an operation.
 *
 * @param resource what it is about, as it is now
 * @param operation the operation, in short
 * @param links where to look
 */
public record Accepted<V>(V resource, OperationHead operation, Map<String, String> links) {

    /** An operation in short. */
    public record OperationHead(UUID id, String kind, String state) {}
}
