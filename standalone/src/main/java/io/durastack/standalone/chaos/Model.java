package io.durastack.standalone.chaos;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All that clients were promised. */
final class Model {

    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final Map<String, Slot> byOperation = new ConcurrentHashMap<>();

    /** Whether some VM may have its volumes on a host that was declared lost. */
    private volatile boolean losses;

    /** Somebody is about to declare a host lost. */
    void losing() {
        losses = true;
    }

    boolean losses() {
        return losses;
    }

    Slot slot(Kind kind, String target) {
        return slots.computeIfAbsent(kind + " " + target, it -> new Slot(kind));
    }

    void remember(String operation, Slot slot) {
        byOperation.put(operation, slot);
    }

    /** An operation has ended, whoever has asked for it. */
    void ended(String operation, String state, int debts, boolean abandoned) {
        Slot slot = byOperation.get(operation);
        if (slot != null) {
            slot.ended(operation, state, debts, abandoned);
        }
    }

    /** Something in doubt is not there. */
    void seenGone(String resource) {
        slots.values().forEach(it -> it.seenGone(resource));
    }

    /** Operations that were accepted, and whose end nobody has heard of. */
    List<String> open() {
        return slots.values().stream().flatMap(it -> it.open().stream()).distinct().toList();
    }

    /** Everything that must be there or gone. */
    List<Slot.Expected> expected() {
        return slots.values().stream().flatMap(it -> it.expected().stream()).toList();
    }
}
