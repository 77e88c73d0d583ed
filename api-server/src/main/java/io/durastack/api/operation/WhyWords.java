package io.durastack.api.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Times and lists as people say them. */
final class WhyWords {

    private WhyWords() {}

    /** A moment, to the second: {@code 2026-11-28T02:03:04Z}. */
    static String at(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code since 2026-11-28T02:03:04Z (5 min)}. */
    static String since(Instant moment, Instant now) {
        return "since " + at(moment) + " (" + lasting(Duration.between(moment, now)) + ")";
    }

    /** {@code 12 s}, {@code 5 min}, {@code 3 h 20 min}, {@code 2 d 4 h}. */
    static String lasting(Duration duration) {
        Duration shown = duration.isNegative() ? Duration.ZERO : duration;
        if (shown.toMinutes() < 1) {
            return shown.toSeconds() + " s";
        }
        if (shown.toHours() < 1) {
            return shown.toMinutes() + " min";
        }
        return shown.toDays() < 1
                ? shown.toHours() + " h " + shown.toMinutesPart() + " min"
                : shown.toDays() + " d " + shown.toHoursPart() + " h";
    }

    /** {@code a, b and c}. */
    static String list(List<String> things) {
        return things.size() < 2
                ? String.join("", things)
                : String.join(", ", things.subList(0, things.size() - 1))
                        + " and "
                        + things.getLast();
    }

    /** {@code 1 try}, {@code 3 tries}. */
    static String tries(int count) {
        return count == 1 ? "1 try" : count + " tries";
    }
}
