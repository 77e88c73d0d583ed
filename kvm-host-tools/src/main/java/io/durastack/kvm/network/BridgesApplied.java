package io.durastack.kvm.network;

import java.util.List;

/**
 * What a host has applied.
 *
 * @param incarnation names this run of the host: with its end, what was applied is gone
 * @param generation 0 where nothing is applied, or not all
 * @param digest of the configuration, {@code -} where nothing is applied
 * @param refused what could not be as it shall be
 */
public record BridgesApplied(
        String incarnation, long generation, String digest, List<Refused> refused) {

    public BridgesApplied {
        refused = List.copyOf(refused);
    }

    /**
     * A bridge that the host cannot have, or cannot let go.
     *
     * @param code {@code FOREIGN_BRIDGE}, {@code FOREIGN_DEVICE}, {@code DEVICE_TAKEN}, {@code
     *     NO_DEVICE}, {@code BRIDGE_IN_USE} or {@code COMMAND_FAILED}
     * @param text why, for operators
     */
    public record Refused(String bridge, String code, String text) {}
}
