package io.durastack.workflows.world;

/** How long the hosts of a simulated world take. */
public enum Latency {
    /** As fast as their database. */
    NONE,
    /** Like real hosts: seconds. */
    REAL
}
