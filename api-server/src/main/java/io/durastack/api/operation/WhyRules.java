package io.durastack.api.operation;

import static io.durastack.api.operation.WhyWords.at;

import io.durastack.api.operation.Why.WaitsFor;
import io.durastack.api.security.Caller;
import io.durastack.inventory.operation.OperationRecord;
import io.durastack.workflows.failure.FailureCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The situations that an operation can be in, and what is said of each. They are read from top to
 * bottom; the first one that holds is the answer. The last one always holds.
 */
final class WhyRules {

    /**
     * A situation.
     *
     * @param name as it is answered
     * @param waitsFor what has to happen; null for nothing
     */
    private record Rule(
            String name,
            Predicate<WhyFacts> holds,
            Function<WhyFacts, String> summary,
            Function<WhyFacts, @Nullable WaitsFor> waitsFor) {}

    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            "OWING",
                            it -> it.row().ended() && it.row().debts() > 0,
                            WhySummaries::owing,
                            WhySummaries::debtor),
                    new Rule("ENDED", it -> it.row().ended(), WhySummaries::ended, it -> null),
                    new Rule(
                            "RUN_LOST",
                            it -> it.is("HELD") && it.code() == FailureCode.RUN_LOST,
                            WhySummaries::runLost,
                            WhySummaries::decision),
                    new Rule(
                            "HELD_BY_BUG",
                            it -> it.is("HELD") && it.code() == FailureCode.BUG,
                            WhySummaries::bug,
                            WhySummaries::decision),
                    new Rule(
                            "ROLLBACK_STUCK",
                            it -> it.is("HELD") && it.unwinds(),
                            WhySummaries::rollbackStuck,
                            WhySummaries::decision),
                    new Rule(
                            "HELD",
                            it -> it.is("HELD"),
                            WhySummaries::held,
                            WhySummaries::decision),
                    new Rule(
                            "BEHIND",
                            it -> it.holder() != null,
                            WhySummaries::behind,
                            WhySummaries::holder),
                    new Rule(
                            "ENGINE_AWAY",
                            it -> it.engine(Live.Engine.AWAY),
                            WhySummaries::engineAway,
                            it -> new WaitsFor("engine", "the workflow engine", null)),
                    new Rule(
                            "QUEUED",
                            it -> it.place() != null,
                            WhySummaries::queued,
                            it -> new WaitsFor("turn", "its turn", null)),
                    new Rule(
                            "BETWEEN_RUNS",
                            it -> it.engine(Live.Engine.NO_RUN),
                            WhySummaries::betweenRuns,
                            it -> new WaitsFor("engine", "the next look at its run", null)),
                    new Rule(
                            "NO_WORKER",
                            it -> it.live().notTaken() != null,
                            WhySummaries::noWorker,
                            it -> new WaitsFor("worker", "a worker", null)),
                    new Rule(
                            "CANCELLING",
                            it -> it.is("RUNNING") && it.row().cancelRequested(),
                            WhySummaries::cancelling,
                            WhySummaries::step),
                    new Rule(
                            "UNWINDING",
                            it -> it.is("UNWINDING"),
                            WhySummaries::unwinding,
                            WhySummaries::step),
                    new Rule(
                            "RETRYING",
                            WhyFacts::retries,
                            WhySummaries::retrying,
                            WhySummaries::step),
                    new Rule("RUNNING", it -> true, WhySummaries::running, WhySummaries::step));

    private WhyRules() {}

    /** The answer. */
    static Why explain(WhyFacts facts, Caller caller) {
        Rule rule = RULES.stream().filter(it -> it.holds().test(facts)).findFirst().orElseThrow();
        WhyActs.Act act = WhyActs.of(rule.name(), facts);
        OperationRecord row = facts.row();
        boolean open = !row.ended();
        return new Why(
                row.id(),
                row.kind(),
                row.state(),
                rule.name(),
                rule.summary().apply(facts),
                sentences(rule.name(), facts, act),
                facts.standing().since(),
                row.late(),
                rule.waitsFor().apply(facts),
                WhyParts.tries(facts),
                facts.lastError().map(caller::mayRead).orElse(null),
                facts.undone(),
                open && (facts.is("HELD") || facts.unwinds()) ? facts.left() : List.of(),
                facts.debts(),
                act.who(),
                act.calls());
    }

    private static List<String> sentences(String situation, WhyFacts facts, WhyActs.Act act) {
        List<String> said = new ArrayList<>();
        boolean trying = facts.is("RUNNING") || facts.is("UNWINDING");
        if (trying && !situation.equals("RETRYING") && facts.retries()) {
            said.add(WhySummaries.retrying(facts));
        }
        if (trying) {
            WhyParts.lastError(facts).ifPresent(said::add);
            WhyParts.nextTry(facts).ifPresent(said::add);
        }
        WhyParts.undoing(facts).ifPresent(said::add);
        if (!facts.row().ended() || !facts.debts().isEmpty()) {
            WhyParts.silence(facts).ifPresent(said::add);
        }
        if (facts.row().late()) {
            said.add(
                    "It is late: it should have ended at "
                            + at(facts.row().deadline())
                            + ". Nothing is done about that by itself.");
        }
        said.addAll(act.sentences());
        return said;
    }
}
