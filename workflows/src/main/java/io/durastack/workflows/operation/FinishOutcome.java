package io.durastack.workflows.operation;

/** What the transaction that ends an operation found. */
public enum FinishOutcome {
    /** It ended the operation now, or an earlier attempt of the same run had. */
    DONE,
    /** A cancel had been asked for before: nothing was finished, unwind. */
    CANCELLED,
    /** The operation has ended, or another run has taken it over: do nothing more. */
    SUPERSEDED
}
