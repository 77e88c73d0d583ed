package io.durastack.workflows.operation;

/** Which way a run goes. The row keeps it, so that a fresh run goes on in the same way. */
public enum Direction {
    FORWARD,
    UNWIND
}
