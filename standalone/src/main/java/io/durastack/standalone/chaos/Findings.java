package io.durastack.standalone.chaos;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is not as it must be. */
final class Findings {

    private static final int MOST = 500;

    /**
     * One of them.
     *
     * @param kind what it breaks: answer, state, stuck, event, audit, invariant, leak
     * @param operations whose histories tell more
     */
    record Finding(String kind, String text, List<String> operations) {

        Finding {
            operations = List.copyOf(operations);
        }
    }

    private final List<Finding> all = new ArrayList<>();

    synchronized void add(String kind, String text, String... operations) {
        if (all.size() < MOST) {
            all.add(new Finding(kind, text, List.of(operations)));
        }
    }

    synchronized List<Finding> all() {
        return List.copyOf(all);
    }

    synchronized int count() {
        return all.size();
    }

    synchronized long of(String kind) {
        return all.stream().filter(it -> it.kind().equals(kind)).count();
    }

    /** The kinds of what was found. */
    synchronized Set<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>();
        all.forEach(it -> kinds.add(it.kind()));
        return kinds;
    }
}
