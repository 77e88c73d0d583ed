package io.durastack.workflows.operation;

/**
 * How far a long step is; what it reports as it goes.
 *
 * @param total 0 where it is not known
 * @param unit {@code bytes}
 */
public record Progress(long done, long total, String unit) {

    /** In bytes. */
    public static Progress bytes(long done, long total) {
        return new Progress(done, total, "bytes");
    }
}
