package io.durastack.standalone.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was looked at, so that a run can be seen to have looked at something. */
final class Tally {

    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final LongAdder answers = new LongAdder();
    private final LongAdder alone = new LongAdder();
    private final LongAdder states = new LongAdder();

    /** An answer was held against the model; alone, where few were allowed. */
    void answered(String text, boolean undisturbed) {
        answers.increment();
        if (undisturbed) {
            alone.increment();
        }
        if (text.length() > "202".length()) {
            refusals.computeIfAbsent(text, it -> new LongAdder()).increment();
        }
    }

    /** A thing was looked at after an operation, and nobody else was at work there. */
    void seen() {
        states.increment();
    }

    Map<String, Integer> refusals() {
        Map<String, Integer> counts = new TreeMap<>();
        refusals.forEach((text, count) -> counts.put(text, count.intValue()));
        return counts;
    }

    long answers() {
        return answers.sum();
    }

    long alone() {
        return alone.sum();
    }

    long states() {
        return states.sum();
    }
}
