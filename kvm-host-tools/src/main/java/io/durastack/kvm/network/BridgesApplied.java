package io.durastack.kvm.network;

/**
 * What a host has applied.
 *
 * @param incarnation names this run of the host: with its end, what was applied is gone
 * @param generation 0 where nothing is applied
 * @param digest of the configuration, {@code -} where nothing is applied
 */
public record BridgesApplied(String incarnation, long generation, String digest) {}
