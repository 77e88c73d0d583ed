package io.durastack.api.operation;

import static io.durastack.api.operation.WhyParts.onHost;
import static io.durastack.api.operation.WhyWords.at;
import static io.durastack.api.operation.WhyWords.list;
import static io.durastack.api.operation.WhyWords.since;

import io.durastack.api.debt.DebtView;
import io.durastack.api.operation.Why.WaitsFor;
import io.durastack.inventory.operation.OperationOutbox;
import io.durastack.inventory.operation.OperationStanding;
import io.durastack.workflows.failure.StepError;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first sentence of each situation, and what is waited for in it. */
final class WhySummaries {

    private WhySummaries() {}

    // ----------------------------------------------------------------------------------- ends

    static String owing(WhyFacts facts) {
        List<String> things = facts.debts().stream().map(DebtView::removes).toList();
        return end(facts)
                + ", and still owes to "
                + list(facts.debts().stream().map(it -> it.host().name()).distinct().toList())
                + ": "
                + list(things)
                + ".";
    }

    static String ended(WhyFacts facts) {
        StepError error = facts.row().error();
        if (facts.is("SUCCEEDED")) {
            return end(facts) + ".";
        }
        return end(facts)
                + (error == null ? "." : ": " + error.message())
                + " Nothing of it is left.";
    }

    private static String end(WhyFacts facts) {
        return "It "
                + (facts.is("SUCCEEDED") ? "succeeded" : "was rolled back")
                + " at "
                + at(facts.standing().since());
    }

    // ----------------------------------------------------------------------------------- held

    static String runLost(WhyFacts facts) {
        return isHeld(facts)
                + "its run in the engine was ended from outside, or lost. Its row has all that is needed to go on.";
    }

    static String bug(WhyFacts facts) {
        return isHeld(facts)
                + "something unexpected happened"
                + atStep(facts)
                + ". Such a thing is never unwound by itself.";
    }

    static String rollbackStuck(WhyFacts facts) {
        return isHeld(facts) + "its rollback could not finish" + failure(facts);
    }

    static String held(WhyFacts facts) {
        return isHeld(facts)
                + (facts.reversible()
                        ? "it could not go on, and was to be held then"
                        : "it could not go on, and only goes forward")
                + failure(facts);
    }

    private static String isHeld(WhyFacts facts) {
        return "It has been held " + since(facts.standing().since(), facts.standing().now()) + ": ";
    }

    private static String failure(WhyFacts facts) {
        StepError error = facts.row().error();
        if (error == null) {
            return ".";
        }
        boolean retried = facts.code().kind().retryable();
        return "; "
                + (error.step() == null ? "" : "the step '" + error.step() + "' failed, ")
                + (retried ? "with all its tries: " : "and is not tried again: ")
                + error.message();
    }

    private static String atStep(WhyFacts facts) {
        StepError error = facts.row().error();
        return error == null || error.step() == null ? "" : " in the step '" + error.step() + "'";
    }

    static WaitsFor decision(WhyFacts facts) {
        return new WaitsFor("decision", "a decision", null);
    }

    // -------------------------------------------------------------------------------- waiting

    static String behind(WhyFacts facts) {
        Why holder = Objects.requireNonNull(facts.holder());
        return "It waits "
                + since(facts.row().createdAt(), facts.standing().now())
                + " until "
                + holder.kind()
                + " (operation "
                + holder.operation()
                + ") of the same resource has ended, which is "
                + holder.state()
                + ". Of that one: "
                + holder.summary();
    }

    static WaitsFor holder(WhyFacts facts) {
        Why holder = Objects.requireNonNull(facts.holder());
        return new WaitsFor("operation", holder.kind(), holder.operation());
    }

    static String engineAway(WhyFacts facts) {
        Instant now = facts.standing().now();
        return facts.standing().inOutbox()
                ? "It has been waiting to be started "
                        + since(facts.standing().since(), now)
                        + ": the workflow engine does not answer. It is started by itself when the engine is back."
                : "It was started, and how far it is cannot be said: the workflow engine does not answer."
                        + " It goes on by itself when the engine is back.";
    }

    static String queued(WhyFacts facts) {
        OperationOutbox.Place place = Objects.requireNonNull(facts.place());
        String waiting =
                "It has been waiting to be started "
                        + since(facts.standing().since(), facts.standing().now());
        String lane = (place.urgent() ? "urgent" : "ordinary") + " operations of its zone";
        return place.inFlight() < place.most() && place.ahead() == 0
                ? waiting + ": it is the next one, and there is room for it."
                : waiting
                        + ": "
                        + place.ahead()
                        + " of the "
                        + place.waiting()
                        + " waiting "
                        + lane
                        + " come before it, and "
                        + place.inFlight()
                        + " of at most "
                        + place.most()
                        + " are under way.";
    }

    static String betweenRuns(WhyFacts facts) {
        return "Its run in the engine has closed, and the operation has not ended. Within seconds it is found,"
                + " and goes on by itself or is held.";
    }

    static String noWorker(WhyFacts facts) {
        Live.NotTaken waits = Objects.requireNonNull(facts.live().notTaken());
        String what =
                waits.onHost()
                        ? facts.step().map(it -> "the step '" + it.name() + "'").orElse("a step")
                                + onHost(facts)
                        : "its next move";
        Instant last = facts.lastAskedForWork();
        return "No worker has taken "
                + what
                + " "
                + since(waits.since(), facts.standing().now())
                + ". "
                + (last == null
                        ? "None has asked there for work lately."
                        : "One asked there for work at " + at(last) + " last.");
    }

    // -------------------------------------------------------------------------------- at work

    static String cancelling(WhyFacts facts) {
        Instant asked =
                Optional.ofNullable(facts.standing().cancelRequestedAt())
                        .orElse(facts.standing().since());
        return "It was asked at "
                + at(asked)
                + " to end, and is still "
                + facts.step()
                        .map(it -> "at the step '" + it.name() + "'" + onHost(facts))
                        .orElse("between two steps")
                + ". Its run is told until it hears it, and then takes back what was made.";
    }

    static String unwinding(WhyFacts facts) {
        StepError cause = facts.row().error();
        return "It has been taking back what it made "
                + since(facts.standing().since(), facts.standing().now())
                + (cause == null ? "." : ", because of this: " + cause.message());
    }

    /** Read from the engine, or from what the last failed try left in the row. */
    static String retrying(WhyFacts facts) {
        Why.Tries tries = Objects.requireNonNull(WhyParts.tries(facts));
        return "The step '"
                + tries.step()
                + "'"
                + onHost(facts)
                + " has failed in "
                + WhyWords.tries(tries.failed())
                + (tries.of() == null ? "" : " of " + tries.of())
                + (tries.firstFailedAt() == null
                        ? "."
                        : " " + since(tries.firstFailedAt(), facts.standing().now()) + ".");
    }

    static String running(WhyFacts facts) {
        return facts.step()
                .map(it ->
                        "It is at the step '"
                                + it.name()
                                + "'"
                                + onHost(facts)
                                + (it.startedAt() == null
                                        ? ""
                                        : " " + since(it.startedAt(), facts.standing().now()))
                                + ", in the first try.")
                .orElse("It runs, and is between two steps.");
    }

    static @Nullable WaitsFor step(WhyFacts facts) {
        if (facts.hostIsSilent() && facts.retries()) {
            OperationStanding.Host host = facts.host().orElseThrow();
            return new WaitsFor("host", host.name(), host.id());
        }
        return facts.step().map(it -> new WaitsFor("step", it.name(), null)).orElse(null);
    }

    static @Nullable WaitsFor debtor(WhyFacts facts) {
        return facts.debts().stream()
                .findFirst()
                .map(it -> new WaitsFor("host", it.host().name(), it.host().id()))
                .orElse(null);
    }
}
