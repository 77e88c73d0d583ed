package io.durastack.kvm.network;

import java.util.List;

/**
 * All bridges of a host at one generation.
 *
 * @param generation raised by whatever changes the list
 */
public record BridgeConfig(long generation, List<Bridge> bridges) {

    public BridgeConfig {
        bridges = List.copyOf(bridges);
    }

    /** In the order of their names, so that the same bridges have the same digest. */
    String text() {
        StringBuilder text = new StringBuilder();
        bridges.stream()
                .sorted(java.util.Comparator.comparing(Bridge::name))
                .forEach(bridge -> text.append(bridge.line()));
        return text.toString();
    }
}
