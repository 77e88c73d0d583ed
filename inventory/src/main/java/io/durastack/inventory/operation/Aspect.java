package io.durastack.inventory.operation;

/** What of a resource a claim is about, so that a backup of six hours does not forbid a stop. */
public enum Aspect {
    LIFECYCLE,
    DEVICES,
    DATA,
    CONFIG
}
