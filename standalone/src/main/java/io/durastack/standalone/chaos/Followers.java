package io.durastack.standalone.chaos;

import io.durastack.standalone.chaos.Action.Decision;
import io.durastack.standalone.chaos.Client.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Follows each accepted operation to its end, decides on it when it is held, and looks whether the
 * thing is then as the model has it.
 */
final class Followers {

    private static final Map<String, String> PATIENTLY = Map.of("Prefer", "wait=20");
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(4);

    /** Of one client, so that it does not run away from what it has asked for. */
    private static final int MOST_LEFT = 3;

    private final Client client;
    private final Model model;
    private final Findings findings;
    private final Executor threads;
    private final Tally tally;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Map<Integer, Queue<CompletableFuture<Void>>> following =
            new ConcurrentHashMap<>();

    Followers(Client client, Model model, Findings findings, Executor threads, Tally tally) {
        this.client = client;
        this.model = model;
        this.findings = findings;
        this.threads = threads;
        this.tally = tally;
    }

    Executor threads() {
        return threads;
    }

    /** Operations that were accepted so far. */
    int accepted() {
        return accepted.get();
    }

    int ended() {
        return ended.get();
    }

    /** Follows it from now on. */
    void follow(Action action, String operation, boolean isNew) {
        if (isNew) {
            accepted.incrementAndGet();
        }
        following
                .computeIfAbsent(action.stream(), it -> new ConcurrentLinkedQueue<>())
                .add(CompletableFuture.runAsync(() -> toTheEnd(action, operation, isNew), threads));
    }

    /** Returns when the client may go on: it waits for the end, or has not left too many. */
    void settle(Action action) {
        Queue<CompletableFuture<Void>> mine =
                following.computeIfAbsent(action.stream(), it -> new ConcurrentLinkedQueue<>());
        mine.removeIf(CompletableFuture::isDone);
        while (mine.size() > (action.await() ? 0 : MOST_LEFT)) {
            CompletableFuture<Void> oldest = mine.poll();
            if (oldest != null) {
                oldest.join();
            }
        }
    }

    /** Waits for all. */
    void settleAll() {
        following
                .values()
                .forEach(mine -> {
                    for (CompletableFuture<Void> one : new ArrayList<>(mine)) {
                        one.join();
                    }
                });
    }

    private void toTheEnd(Action action, String operation, boolean isNew) {
        List<Decision> decisions = new ArrayList<>(action.held());
        long start = System.nanoTime();
        while (System.nanoTime() - start < LONGEST_NANOS) {
            JsonNode now = client.get("/v1/operations/" + operation, PATIENTLY).answer().body();
            String state = now.path("state").asString();
            if (state.equals("SUCCEEDED") || state.equals("ROLLED_BACK")) {
                end(action, operation, now);
                if (isNew) {
                    ended.incrementAndGet();
                }
                return;
            }
            if (state.equals("HELD")) {
                decide(
                        action,
                        operation,
                        decisions.isEmpty() ? Decision.ABANDON : decisions.removeFirst());
            }
        }
        findings.add(
                "stuck",
                "the operation of " + action.text() + " has no end after four minutes",
                operation);
    }

    private void decide(Action action, String operation, Decision decision) {
        Heard heard =
                client.send(
                        "POST",
                        "/v1/operations/"
                                + operation
                                + ":"
                                + decision.name().toLowerCase(java.util.Locale.ROOT),
                        decision == Decision.ABANDON ? Map.of("reason", "chaos") : null,
                        Map.of());
        String answered = Answers.text(heard.answer());
        // Another client that deletes what is held in its delete, or follows it too, may be faster.
        Set<String> allowed =
                decision == Decision.ROLLBACK
                        ? Set.of("202", "409 not_held", "409 forward_only")
                        : Set.of("202", "409 not_held");
        if (!allowed.contains(answered)) {
            findings.add(
                    "answer",
                    decision
                            + " of the held operation of "
                            + action.text()
                            + " was answered "
                            + answered,
                    operation);
        }
    }

    private void end(Action action, String operation, JsonNode now) {
        String state = now.path("state").asString();
        boolean abandoned = now.at("/decision/what").asString("").equals("abandon");
        Slot slot = model.slot(action.kind(), action.target());
        model.ended(operation, state, now.path("debts").asInt(), abandoned);
        String resource = now.at("/resource/id").asString();
        Slot.Visit visit = slot.enter();
        Heard heard = client.get(action.kind().path() + "/" + resource, Map.of());
        if (slot.leave(visit)) {
            tally.seen();
            slot.expected().stream()
                    .filter(it -> it.id().equals(resource))
                    .forEach(it -> compare(action, it, heard));
        }
    }

    private void compare(Action action, Slot.Expected expected, Heard heard) {
        String shown =
                heard.accepted() ? heard.answer().body().path("state").asString("READY") : "GONE";
        boolean gone =
                expected.state() == Thing.State.GONE
                        && (shown.equals("GONE") || shown.equals("DELETED"));
        if (!gone && !shown.equals(expected.state().name())) {
            findings.add(
                    "state",
                    "after %s the model has %s %s, and the API shows %s"
                            .formatted(action.text(), expected.name(), expected.state(), shown),
                    expected.operations().toArray(String[]::new));
        }
    }
}
