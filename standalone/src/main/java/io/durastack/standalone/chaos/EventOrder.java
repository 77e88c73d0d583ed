package io.durastack.standalone.chaos;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How what was read differs from what was written. */
final class EventOrder {

    private EventOrder() {}

    static String difference(List<String> written, List<String> read) {
        Set<String> seen = new HashSet<>();
        List<String> twice = read.stream().filter(it -> !seen.add(it)).toList();
        List<String> missing = written.stream().filter(it -> !seen.contains(it)).toList();
        int first = 0;
        while (first < Math.min(written.size(), read.size())
                && written.get(first).equals(read.get(first))) {
            first++;
        }
        return "%d events were written and %d read; %d missing %s, %d twice %s; they part at number %d"
                .formatted(
                        written.size(),
                        read.size(),
                        missing.size(),
                        missing.stream().limit(5).toList(),
                        twice.size(),
                        twice.stream().limit(5).toList(),
                        first);
    }
}
