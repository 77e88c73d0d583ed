package io.durastack.api.operation;

import io.durastack.api.debt.DebtView;
import io.durastack.workflows.failure.StepError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation stands where it stands, in plain words and in fields.
 *
 * @param situation an open string; {@link WhyRules} has those that there are
 * @param summary the answer in a sentence
 * @param sentences all of it, after the summary
 * @param since when it came to stand like this
 * @param waitsFor what has to happen before it goes on; null when it waits for nothing
 * @param tries of the step that it is at; null where it is at none
 * @param lastError what went wrong last, or at its end; the detail is for operators
 * @param undone what was already taken back
 * @param left what is, or may be, on hosts and has still to be taken back, or is left by a hold
 * @param debts what it owes to hosts that did not answer
 * @param whoMustAct "nobody", "operator", or "caller", who asked for it
 * @param calls what they can do about it, ready to be sent; what looks comes before what changes
 */
record Why(
        UUID operation,
        String kind,
        String state,
        String situation,
        String summary,
        List<String> sentences,
        Instant since,
        boolean late,
        @Nullable WaitsFor waitsFor,
        @Nullable Tries tries,
        @Nullable StepError lastError,
        List<String> undone,
        List<String> left,
        List<DebtView> debts,
        String whoMustAct,
        List<Call> calls) {

    /**
     * What it waits for.
     *
     * @param what {@code operation}, {@code turn}, {@code engine}, {@code worker}, {@code step},
     *     {@code host} or {@code decision}
     * @param name in words: the step, the host, the operation's kind and resource
     * @param id of the host or operation
     */
    @Schema(name = "WhyWaitsFor")
    record WaitsFor(String what, String name, @Nullable UUID id) {}

    /**
     * How often its step was tried.
     *
     * @param failed tries that have failed
     * @param of at most; null for as often as it takes
     * @param firstFailedAt when the first of them failed; null where none has
     * @param nextAt when the next one begins; null while one is under way
     */
    @Schema(name = "WhyTries")
    record Tries(
            String step,
            int failed,
            @Nullable Integer of,
            @Nullable Instant firstFailedAt,
            @Nullable Instant nextAt) {}

    /**
     * A call of this API.
     *
     * @param does what it is good for
     * @param body to be sent with it; null for none
     */
    @Schema(name = "WhyCall")
    record Call(String method, String path, @Nullable Map<String, String> body, String does) {

        static Call look(String path, String does) {
            return new Call("GET", path, null, does);
        }
    }
}
