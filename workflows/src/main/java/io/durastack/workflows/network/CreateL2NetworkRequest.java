package io.durastack.workflows.network;

/** Asks that hosts have a new L2 network, whose row says what it is. */
public record CreateL2NetworkRequest(L2NetworkId network) {}
