package io.durastack.standalone.chaos;

import io.durastack.standalone.chaos.Action.Twist;
import io.durastack.standalone.chaos.Client.Heard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Does what clients do, and holds each answer against the model. One for all clients: what it knows
 * of each is in their actions.
 */
final class Walker {

    private final String run;
    private final Names names;
    private final Bodies bodies;
    private final Client client;
    private final Model model;
    private final Findings findings;
    private final Followers followers;
    private final Tally tally;

    Walker(
            String run,
            Names names,
            Client client,
            Model model,
            Findings findings,
            Followers followers,
            Tally tally) {
        this.run = run;
        this.names = names;
        this.bodies = new Bodies(names);
        this.client = client;
        this.model = model;
        this.findings = findings;
        this.followers = followers;
        this.tally = tally;
    }

    /** One request of an action: a repeat is one only where it goes the same way. */
    private record Request(
            Action action, String reference, String key, @Nullable Map<String, ?> body) {}

    /** Does one action, with what comes with it; returns when the client would go on. */
    void perform(Action action) {
        Request request = request(action, "");
        switch (action.twist()) {
            case NONE -> ask(request);
            case CANCEL -> cancel(action, ask(request));
            case DELETE -> {
                if (ask(request).accepted()) {
                    Heard _ = ask(request(with(action, Act.DELETE), "-delete"));
                }
            }
            case REPEAT -> repeated(action, ask(request), ask(request));
            case REPEAT_OTHER -> repeatedOtherwise(request);
            case TWICE -> {
                CompletableFuture<Heard> twin = atOnce(request);
                repeated(action, ask(request), twin.join());
            }
            case RACE -> {
                CompletableFuture<Heard> rival =
                        atOnce(request(with(action, action.act().rival()), "-rival"));
                Heard _ = ask(request);
                Heard _ = rival.join();
            }
        }
        followers.settle(action);
    }

    private CompletableFuture<Heard> atOnce(Request request) {
        return CompletableFuture.supplyAsync(() -> ask(request), followers.threads());
    }

    private Request request(Action action, String suffix) {
        return new Request(
                action,
                reference(model.slot(action.kind(), action.target()).look(), action),
                run + "-" + action.stream() + "-" + action.number() + suffix,
                bodies.of(action));
    }

    /** By id where there is one, else by name. */
    private String reference(@Nullable Thing thing, Action action) {
        return thing == null ? names.full(action.target()) : thing.id();
    }

    private static Action with(Action action, Act act) {
        return new Action(
                action.stream(),
                action.number(),
                action.kind(),
                act,
                action.target(),
                act == action.act() ? action.with() : Map.of(),
                Twist.NONE,
                action.held(),
                action.await());
    }

    private Heard ask(Request request) {
        Action action = request.action();
        Slot slot = model.slot(action.kind(), action.target());
        Slot.Visit visit = slot.enter();
        Set<String> ended = slot.endedOperations();
        if (action.act() == Act.DECLARE_LOST) {
            model.losing();
        }
        Heard heard = send(request);
        if (heard.again()) {
            slot.doubted();
        }
        note(action, slot, visit, heard);
        boolean undisturbed =
                slot.leave(visit)
                        && !heard.again()
                        && request.reference().equals(reference(visit.thing(), action));
        check(action, visit, heard, undisturbed, ended);
        return heard;
    }

    private Heard send(Request request) {
        Action action = request.action();
        String path = action.kind().path();
        String one = path + "/" + request.reference();
        Map<String, String> headers = headers(request);
        return switch (action.act()) {
            case CREATE -> client.send("POST", path, request.body(), headers);
            case DELETE -> client.send("DELETE", one, null, headers);
            case START, STOP, REBOOT, DECLARE_LOST ->
                    client.send("POST", one + ":" + verb(action.act()), request.body(), headers);
            default -> client.send("PATCH", one, request.body(), headers);
        };
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotency-Key", request.key());
        if (request.action().with().containsKey("wait")) {
            headers.put("Prefer", "wait=15");
        }
        if (request.action().with().containsKey("stale")) {
            headers.put("If-Match", "\"0\"");
        }
        return headers;
    }

    private static String verb(Act act) {
        return act == Act.DECLARE_LOST
                ? "declareLost"
                : act.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What the answer promises, before the visit is over. */
    private void note(Action action, Slot slot, Slot.Visit visit, Heard heard) {
        if (!heard.accepted()) {
            return;
        }
        String full = names.full(action.target());
        JsonNode body = heard.answer().body();
        if (!heard.operation().isEmpty()) {
            JsonNode shown =
                    heard.failed()
                            ? client.get("/v1/operations/" + heard.operation(), Map.of())
                                    .answer()
                                    .body()
                            : body;
            boolean isNew =
                    slot.accepted(
                            shown.at("/resource/id").asString(),
                            full,
                            action.with().containsKey("protect"),
                            heard.operation(),
                            action.act());
            model.remember(heard.operation(), slot);
            followers.follow(action, heard.operation(), isNew);
        } else if (action.act() == Act.CREATE) {
            slot.made(body.path("id").asString(), full);
        } else if (action.act() == Act.DELETE && visit.thing() != null) {
            slot.removed(visit.thing());
        } else if (action.act() == Act.DELETE) {
            slot.doubted();
        } else {
            if (action.act() == Act.DECLARE_LOST) {
                slot.lost(body.path("id").asString(), full);
            }
            slot.changed(
                    body.path("id").asString(),
                    body.path("generation").asLong(),
                    body.path("name").asString(),
                    body.path("deleteProtection").asBoolean());
        }
    }

    private void check(
            Action action, Slot.Visit visit, Heard heard, boolean undisturbed, Set<String> ended) {
        String answered = Answers.text(heard.answer());
        tally.answered(answered, undisturbed);
        Set<String> allowed =
                Answers.allowed(
                        action.kind(),
                        action.act(),
                        names.full(action.target()),
                        Bodies.sure(action),
                        visit,
                        undisturbed);
        Answers.besides(action.with(), allowed);
        if (model.losses()) {
            Answers.afterLosses(action.act(), allowed);
        }
        if (!allowed.contains(answered) && !isReuse(action, answered)) {
            findings.add(
                    "answer",
                    "%s was answered %s where the model allows %s (%s, %s%s): %s"
                            .formatted(
                                    action.text(),
                                    answered,
                                    allowed.stream().sorted().toList(),
                                    visit.state(),
                                    undisturbed ? "alone" : "among others",
                                    visit.owing() ? ", owing" : "",
                                    heard.answer().body()),
                    operationsOf(visit));
        }
        if (answered.equals("409 operation_in_progress")) {
            namesTheOperation(action, heard, ended);
        }
    }

    /** Looked at by whoever has sent it. */
    private static boolean isReuse(Action action, String answered) {
        return action.twist() == Twist.REPEAT_OTHER && answered.equals("422 key_reused");
    }

    private static String[] operationsOf(Slot.Visit visit) {
        Thing thing = visit.thing();
        return thing == null
                ? new String[0]
                : thing.promises().stream().map(Promise::operation).toArray(String[]::new);
    }

    /**
     * A conflict names an operation of this very thing that nobody had seen ended before it was
     * asked. The time of its end does not tell: that is when its last transaction began, and its
     * claims go with the commit.
     */
    private void namesTheOperation(Action action, Heard heard, Set<String> endedBefore) {
        String named = heard.answer().body().path("operation").asString("");
        JsonNode operation = client.get("/v1/operations/" + named, Map.of()).answer().body();
        boolean ended = endedBefore.contains(named);
        Slot slot = model.slot(action.kind(), action.target());
        boolean ofIt =
                slot.expected().stream()
                        .anyMatch(it -> it.id().equals(operation.at("/resource/id").asString()));
        // What was made by a request whose answer is still under way is not in the model yet.
        boolean byName =
                operation.at("/resource/name").asString("").startsWith(names.full(action.target()));
        if (named.isEmpty() || ended || !(ofIt || byName)) {
            findings.add(
                    "answer",
                    action.text()
                            + " conflicts with an operation that is not in its way: "
                            + operation,
                    named);
        }
    }

    private void repeated(Action action, Heard first, Heard second) {
        List<Heard> accepted = List.of(first, second).stream().filter(Heard::accepted).toList();
        boolean same = first.operation().equals(second.operation());
        if (accepted.size() == 2 && !same) {
            findings.add(
                    "answer",
                    action.text() + ": one key stands for two operations",
                    first.operation(),
                    second.operation());
        }
        if (accepted.size() == 1) {
            Heard refused = first.accepted() ? second : first;
            String named = refused.answer().body().path("operation").asString("");
            if (named.equals(accepted.getFirst().operation())) {
                findings.add(
                        "answer",
                        action.text() + ": its repeat was refused because of itself",
                        named);
            }
        }
    }

    private void repeatedOtherwise(Request request) {
        Heard first = ask(request);
        Map<String, ?> another = bodies.another(request.action());
        if (another == null || !first.accepted()) {
            return;
        }
        Heard second =
                ask(new Request(request.action(), request.reference(), request.key(), another));
        String answered = Answers.text(second.answer());
        if (!answered.equals("422 key_reused")) {
            findings.add(
                    "answer",
                    request.action().text()
                            + ": another body with its key was answered "
                            + answered,
                    first.operation());
        }
    }

    private void cancel(Action action, Heard heard) {
        if (!heard.accepted() || heard.operation().isEmpty()) {
            return;
        }
        Heard cancelled =
                client.send(
                        "POST", "/v1/operations/" + heard.operation() + ":cancel", null, Map.of());
        String answered = Answers.text(cancelled.answer());
        if (!Set.of("202", "409 past_cancelling", "409 held").contains(answered)) {
            findings.add(
                    "answer",
                    "the cancel of " + action.text() + " was answered " + answered,
                    heard.operation());
        }
    }
}
