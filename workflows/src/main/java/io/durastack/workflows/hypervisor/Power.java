package io.durastack.workflows.hypervisor;

/** What a hypervisor says of a domain. */
public enum Power {
    RUNNING,
    PAUSED,
    OFF,
    UNKNOWN
}
