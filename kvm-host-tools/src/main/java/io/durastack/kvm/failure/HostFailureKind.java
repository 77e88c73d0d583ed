package io.durastack.kvm.failure;

/** The few kinds of failure that decide what a caller does next. */
public enum HostFailureKind {
    /** The host cannot be reached, or its daemon is not there: try again later. */
    UNREACHABLE,
    /** The host did not answer in time; what was asked may still happen there. */
    TIMEOUT,
    /** The host, or the thing that was asked about, is taken at the moment: try again later. */
    BUSY,
    /** A later turn or generation has acted; nothing was changed. */
    STALE,
    /** The same id stands for something else, or somebody else's thing is in the way. */
    CONFLICT,
    /** What was asked about is not there. */
    NOT_FOUND,
    /** The storage of the host is full: somebody has to make room. */
    DISK_FULL,
    /** The host understood and said no; the same request will be refused again. */
    REFUSED,
    /** Something that this code does not foresee. */
    BUG
}
