package io.durastack.standalone.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A place for things of one name, one after the other. It knows whether anybody is at work there:
 * an answer can be held to one outcome only where nobody else was, from before the request until
 * after the answer.
 */
final class Slot {

    private final Kind kind;
    private final List<Thing> things = new ArrayList<>();
    private final Map<String, Thing> open = new HashMap<>();
    private int asking;
    private boolean doubtful;
    private long version;

    Slot(Kind kind) {
        this.kind = kind;
    }

    /**
     * A request that is under way.
     *
     * @param alone whether nobody else was there when it began
     * @param thing the oldest that is there, by the model
     * @param state of it
     */
    record Visit(
            boolean alone,
            long version,
            @Nullable Thing thing,
            Thing.State state,
            List<String> names,
            boolean protectedFromDelete,
            boolean owing) {

        Visit {
            names = List.copyOf(names);
        }

        boolean there() {
            return thing != null;
        }
    }

    /** Somebody is about to ask something of it. */
    synchronized Visit enter() {
        Optional<Thing> there = there();
        boolean alone = asking == 0 && open.isEmpty() && !doubtful;
        asking++;
        version++;
        return new Visit(
                alone,
                version,
                there.orElse(null),
                there.map(Thing::state).orElse(Thing.State.GONE),
                things.stream()
                        .filter(it -> it.state() != Thing.State.GONE)
                        .map(Thing::name)
                        .toList(),
                there.map(Thing::protectedFromDelete).orElse(false),
                there.map(Thing::owing).orElse(false));
    }

    /** The answer has come. Answers whether it was alone all the time. */
    synchronized boolean leave(Visit visit) {
        asking--;
        boolean undisturbed = visit.alone() && version == visit.version();
        version++;
        return undisturbed;
    }

    /** The oldest that is there; null for none. */
    synchronized @Nullable Thing look() {
        return there().orElse(null);
    }

    private Optional<Thing> there() {
        return things.stream().filter(it -> it.state() != Thing.State.GONE).findFirst();
    }

    /** An operation was accepted; to be told before {@link #leave}. Answers whether it is new. */
    synchronized boolean accepted(
            String resource, String name, boolean isProtected, String operation, Act act) {
        Thing thing = thing(resource, name, isProtected);
        version++;
        boolean known = thing.promises().stream().anyMatch(it -> it.operation().equals(operation));
        if (!known) {
            thing.promise(new Promise(operation, act));
        }
        open.put(operation, thing);
        return !known;
    }

    /** Something was made at once. */
    synchronized void made(String resource, String name) {
        Thing _ = thing(resource, name, false);
        version++;
    }

    private Thing thing(String resource, String name, boolean isProtected) {
        return things.stream()
                .filter(it -> it.id().equals(resource))
                .findFirst()
                .orElseGet(() -> {
                    Thing thing = new Thing(resource, kind, name, isProtected);
                    things.add(thing);
                    return thing;
                });
    }

    /** The operations whose end somebody has heard of. */
    synchronized Set<String> endedOperations() {
        return things.stream()
                .flatMap(thing -> thing.promises().stream())
                .filter(promise -> promise.end() != null)
                .map(Promise::operation)
                .collect(Collectors.toSet());
    }

    /** An operation has ended. */
    synchronized void ended(String operation, String state, int debts, boolean abandoned) {
        Thing thing = open.remove(operation);
        version++;
        if (thing != null) {
            thing.promises().stream()
                    .filter(it -> it.operation().equals(operation))
                    .forEach(it -> {
                        it.ended(state, debts, abandoned);
                        thing.ended(it);
                    });
        }
    }

    /**
     * It was changed without an operation; perhaps before anybody has heard that it was made.
     *
     * @param generation of several changes the latest one holds
     */
    synchronized void changed(String resource, long generation, String name, boolean isProtected) {
        thing(resource, name, isProtected).changed(generation, name, isProtected);
    }

    /** It was declared lost; perhaps before anybody has heard that it was made. */
    synchronized void lost(String resource, String name) {
        thing(resource, name, false).lose();
        version++;
    }

    /** It was taken away without an operation. */
    synchronized void removed(Thing thing) {
        thing.remove();
        version++;
    }

    /** Nobody knows which of them a request has changed, or whether it did. */
    synchronized void doubted() {
        doubtful = true;
    }

    /** What is in doubt is as it is seen at rest. */
    synchronized void seenGone(String resource) {
        things.stream().filter(it -> it.id().equals(resource)).forEach(Thing::remove);
    }

    /** Operations whose end nobody has heard of. */
    synchronized List<String> open() {
        return List.copyOf(open.keySet());
    }

    /** All that ever was here, with what is expected of it. */
    synchronized List<Expected> expected() {
        return things.stream()
                .map(it ->
                        new Expected(
                                it.id(),
                                it.kind(),
                                it.name(),
                                it.state(),
                                doubtful,
                                it.promises().stream().map(Promise::operation).toList()))
                .toList();
    }

    /** A thing as it must be, when nothing is under way. */
    record Expected(
            String id,
            Kind kind,
            String name,
            Thing.State state,
            boolean doubtful,
            List<String> operations) {

        Expected {
            operations = List.copyOf(operations);
        }
    }
}
