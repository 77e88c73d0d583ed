package io.durastack.workflows.host;

/** Names the host that shall leave. */
public record DeleteHostRequest(HostRef host) {}
