package io.durastack.api.operation;

import static io.durastack.api.operation.WhyWords.at;
import static io.durastack.api.operation.WhyWords.list;
import static io.durastack.api.operation.WhyWords.since;

import io.durastack.api.debt.DebtView;
import io.durastack.inventory.operation.Attention;
import io.durastack.inventory.operation.OperationStanding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said in more than one situation. */
final class WhyParts {

    private WhyParts() {}

    /** Read from the engine, or from what the last failed try left in the row. */
    static Why.@Nullable Tries tries(WhyFacts facts) {
        Attention noted = facts.row().attention();
        StepView step = facts.step().orElse(null);
        if (step == null) {
            return noted == null
                    ? null
                    : new Why.Tries(noted.step(), noted.attempt(), null, noted.since(), null);
        }
        return new Why.Tries(
                step.name(),
                step.attempt() - 1,
                step.maxAttempts(),
                noted == null || step.attempt() == 1 ? null : noted.since(),
                step.nextAttemptAt());
    }

    static String onHost(WhyFacts facts) {
        return facts.host().map(it -> " on " + it.name()).orElse("");
    }

    static Optional<String> lastError(WhyFacts facts) {
        return facts.retries()
                ? facts.lastError().map(it -> "It failed last with: " + it.message())
                : Optional.empty();
    }

    static Optional<String> undoing(WhyFacts facts) {
        if (facts.row().ended() || !(facts.unwinds() || facts.is("HELD"))) {
            return Optional.empty();
        }
        List<String> undone = facts.undone();
        List<String> left = facts.left();
        String there = left.isEmpty() ? "" : "there may still be " + list(left);
        if (!facts.reversible()) {
            return there.isEmpty()
                    ? Optional.empty()
                    : Optional.of("On hosts " + there + ", as before.");
        }
        String done = undone.isEmpty() ? "Nothing was undone yet" : "Undone: " + list(undone);
        return Optional.of(
                done + "; " + (there.isEmpty() ? "nothing is left on hosts" : there) + ".");
    }

    static Optional<String> silence(WhyFacts facts) {
        Instant now = facts.standing().now();
        return facts.debts().isEmpty()
                ? facts.host()
                        .filter(OperationStanding.Host::silent)
                        .map(it -> silent(it.name(), it.at(), now))
                : facts.debts().stream()
                        .map(DebtView::host)
                        .filter(it -> "SILENT".equals(it.state()))
                        .findFirst()
                        .map(it -> silent(it.name(), it.stateSince(), now));
    }

    private static String silent(String host, @Nullable Instant at, Instant now) {
        return host + " has been silent" + (at == null ? "." : " " + since(at, now) + ".");
    }

    static Optional<String> nextTry(WhyFacts facts) {
        Why.Tries tries = tries(facts);
        if (tries == null || tries.failed() == 0 || facts.step().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                tries.nextAt() == null
                        ? "Another try is under way."
                        : "The next try begins at " + at(tries.nextAt()) + ".");
    }
}
