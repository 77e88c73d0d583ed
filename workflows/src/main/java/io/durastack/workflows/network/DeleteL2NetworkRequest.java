package io.durastack.workflows.network;

/** Asks for the end of an L2 network, which no L3 network uses any more. */
public record DeleteL2NetworkRequest(L2NetworkId network) {}
