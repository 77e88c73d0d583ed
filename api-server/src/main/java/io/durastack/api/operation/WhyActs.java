package io.durastack.api.operation;

import io.durastack.api.debt.DebtView;
import io.durastack.api.operation.Why.Call;
import io.durastack.inventory.operation.OperationStanding;
import io.durastack.workflows.failure.FailureKind;
import io.durastack.workflows.host.SettleHost;
import io.durastack.workflows.operation.OnFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who must act in which situation, and with which calls. */
final class WhyActs {

    private static final String NOBODY = "nobody";
    private static final String OPERATOR = "operator";
    private static final String CALLER = "caller";

    /** What the one who asked can put right: what was asked for, or its room. */
    private static final Set<FailureKind> CALLERS =
            Set.of(FailureKind.CALLER, FailureKind.NO_CAPACITY);

    private WhyActs() {}

    /**
     * Who must act.
     *
     * @param sentences what that one has to do
     */
    record Act(String who, List<String> sentences, List<Call> calls) {

        Act {
            sentences = List.copyOf(sentences);
            calls = List.copyOf(calls);
        }
    }

    static Act of(String situation, WhyFacts facts) {
        return switch (situation) {
            case "OWING" -> owing(facts);
            case "ENDED" -> ended(facts);
            case "RUN_LOST", "HELD_BY_BUG", "ROLLBACK_STUCK", "HELD" -> held(facts);
            case "BEHIND" -> behind(facts);
            case "ENGINE_AWAY" ->
                    new Act(
                            OPERATOR,
                            List.of("An operator has to bring the workflow engine back."),
                            List.of(
                                    Call.look(
                                            "/v1/operations?state=" + facts.row().state(),
                                            "lists what waits with it")));
            case "NO_WORKER" -> noWorker(facts);
            default -> atWork(facts);
        };
    }

    private static Act owing(WhyFacts facts) {
        List<Call> calls = new ArrayList<>();
        calls.add(
                Call.look(
                        "/v1/debts?operation=" + facts.row().id() + "&paid=false",
                        "lists what is owed"));
        Optional<DebtView> first = facts.debts().stream().findFirst();
        UUID payer = first.map(DebtView::settlement).orElse(null);
        String pays =
                payer == null
                        ? "An operation of the kind host.settle is made within seconds, and removes it as soon as the host answers."
                        : "Operation "
                                + payer
                                + " (host.settle) removes it as soon as the host answers, and nobody has to ask for that.";
        if (payer != null) {
            calls.add(Call.look("/v1/operations/" + payer + "/why", "tells how that stands"));
        }
        Optional<DebtView.Host> silent =
                facts.debts().stream()
                        .map(DebtView::host)
                        .filter(it -> "SILENT".equals(it.state()))
                        .findFirst();
        silent.ifPresent(it -> calls.add(host(it.id(), true)));
        return new Act(
                silent.isPresent() ? OPERATOR : NOBODY,
                silent.isPresent()
                        ? List.of(
                                pays, "An operator has to bring " + silent.get().name() + " back.")
                        : List.of(pays),
                calls);
    }

    private static Act ended(WhyFacts facts) {
        return new Act(
                NOBODY,
                facts.is("ROLLED_BACK") && CALLERS.contains(facts.code().kind())
                        ? List.of("To be asked for again: " + facts.code().hint())
                        : List.of("There is nothing to do."),
                List.of());
    }

    private static Act held(WhyFacts facts) {
        boolean callers = CALLERS.contains(facts.code().kind()) && !facts.unwinds();
        String who = callers ? "Whoever asked for it" : "An operator";
        return new Act(
                callers ? CALLER : OPERATOR,
                List.of(
                        facts.code().hint(),
                        "It keeps what it claims, so nothing else touches "
                                + facts.row().resourceKind()
                                + " '"
                                + facts.row().resourceName()
                                + "' meanwhile.",
                        who + " has to repair what stops it, and to decide."),
                decisions(facts));
    }

    private static List<Call> decisions(WhyFacts facts) {
        List<Call> calls = new ArrayList<>();
        facts.host().ifPresent(it -> calls.add(host(it.id(), it.silent())));
        calls.add(
                decide(
                        facts,
                        "retry",
                        null,
                        facts.unwinds() ? "goes on taking back" : "goes on where it stands"));
        if (facts.reversible() && !facts.unwinds()) {
            calls.add(decide(facts, "rollback", null, "takes back what was made"));
        }
        calls.add(
                decide(
                        facts,
                        "abandon",
                        Map.of("reason", "why it is given up"),
                        "ends it here; what may be left on hosts becomes debts"));
        return calls;
    }

    private static Act behind(WhyFacts facts) {
        Why holder = Objects.requireNonNull(facts.holder());
        List<Call> calls = new ArrayList<>();
        calls.add(
                Call.look(
                        "/v1/operations/" + holder.operation() + "/why",
                        "tells how that one stands"));
        calls.addAll(holder.calls());
        return new Act(holder.whoMustAct(), holder.sentences(), calls);
    }

    private static Act noWorker(WhyFacts facts) {
        boolean onHost = Objects.requireNonNull(facts.live().notTaken()).onHost();
        String role =
                onHost
                        ? facts.host()
                                .map(it ->
                                        "the one that serves pool '" + it.pool() + "' of its zone")
                                .orElse("that of the pool of its zone")
                        : "orchestrator";
        return new Act(
                OPERATOR,
                List.of(
                        "An operator has to see whether there are workers of the role that is needed ("
                                + role
                                + "), and whether they have room."),
                List.of(
                        Call.look(
                                "/v1/operations?late=true",
                                "lists what else is late because of it")));
    }

    /** It goes on by itself. A silent host, or a time that is over, wants somebody to look. */
    private static Act atWork(WhyFacts facts) {
        List<Call> calls = new ArrayList<>();
        boolean silent = facts.hostIsSilent() && facts.retries();
        facts.host().filter(_ -> silent).ifPresent(it -> calls.add(host(it.id(), true)));
        if (cancellable(facts)) {
            calls.add(
                    decide(
                            facts,
                            "cancel",
                            null,
                            "ends it without an effect, if it is not wanted any more"));
        }
        List<String> said = new ArrayList<>();
        if (silent || facts.retries()) {
            said.add(then(facts));
        }
        if (silent) {
            said.add(
                    "An operator has to bring "
                            + facts.host().map(OperationStanding.Host::name).orElseThrow()
                            + " back; nothing else has to be done.");
            return new Act(OPERATOR, said, calls);
        }
        if (facts.row().late()) {
            calls.addFirst(Call.look("/v1/operations/" + facts.row().id(), "shows its steps"));
            said.add("An operator should look at what keeps it.");
            return new Act(OPERATOR, said, calls);
        }
        said.add("Nobody has to do anything.");
        return new Act(NOBODY, said, calls);
    }

    /** What comes when the tries are used up. */
    private static String then(WhyFacts facts) {
        if (facts.row().kind().equals(SettleHost.KIND)) {
            return "It is tried for up to a month; what it cannot remove until then stays owed, and another"
                    + " settlement goes on with it.";
        }
        if (facts.unwinds() || facts.row().kind().endsWith(".delete")) {
            return "When its tries are used up, a host that does not answer is owed what is left, as a debt;"
                    + " one that refuses gets the operation held.";
        }
        boolean held = !facts.reversible() || facts.row().onFailure().equals(OnFailure.HOLD.name());
        return held
                ? "When its tries are used up, it is held for a decision."
                : "When its tries are used up, it goes on on another host where it can, or what was made is taken back.";
    }

    private static boolean cancellable(WhyFacts facts) {
        boolean pending = facts.is("PENDING");
        boolean running = facts.is("RUNNING") && facts.reversible();
        return (pending || running) && !facts.row().cancelRequested();
    }

    private static Call host(UUID id, boolean silent) {
        return Call.look(
                "/v1/hosts/" + id,
                silent ? "shows the host, and why it does not answer" : "shows the host");
    }

    private static Call decide(
            WhyFacts facts, String decision, @Nullable Map<String, String> body, String does) {
        return new Call("POST", "/v1/operations/" + facts.row().id() + ":" + decision, body, does);
    }
}
