package io.durastack.inventory.operation;

import java.util.UUID;

/**
 * Who asked, kept with the operation and in the audit.
 *
 * @param actor name of the token, or of the part of the system that acts by itself
 * @param tokenId all zero for the installation itself
 */
public record Requester(String actor, UUID tokenId, String requestId, String sourceAddress) {

    private static final UUID NOBODY = new UUID(0, 0);

    /** A part of the installation that acts by itself. */
    public static Requester installation(String part) {
        return new Requester(part, NOBODY, part, "");
    }
}
