package io.durastack.workflows.network;

/**
 * Asks that hosts have a new L2 network, whose row says what else it is.
 *
 * @param bridge what it is called on hosts
 */
public record CreateL2NetworkRequest(L2NetworkId network, String bridge) {}
