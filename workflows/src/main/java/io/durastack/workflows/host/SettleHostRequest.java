package io.durastack.workflows.host;

/** Names the host whose debts shall be paid. */
public record SettleHostRequest(HostRef host) {}
