package io.durastack.workflows.operation;

/**
 * How a run closed, for the Web UI. The row decides, not this.
 *
 * @param end {@code SUCCEEDED}, {@code ROLLED_BACK}, or {@code SUPERSEDED} when the operation had
 *     already ended or another run had taken it over
 * @param summary one line for people
 */
public record OperationResult(String end, String summary) {

    private static final String SUCCEEDED = "SUCCEEDED";

    static OperationResult succeeded(String summary) {
        return new OperationResult(SUCCEEDED, summary);
    }

    static OperationResult rolledBack(String summary) {
        return new OperationResult("ROLLED_BACK", summary);
    }

    static OperationResult superseded() {
        return new OperationResult(
                "SUPERSEDED",
                "Another run has ended or taken over this operation; nothing was done.");
    }

    boolean succeeded() {
        return end.equals(SUCCEEDED);
    }
}
