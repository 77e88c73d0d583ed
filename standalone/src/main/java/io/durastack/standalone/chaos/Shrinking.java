package io.durastack.standalone.chaos;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a course that fails shorter, from the coarse to the fine: clients, things, single actions;
 * then faults. Each try is a whole run, so what goes first is what takes most with it.
 */
final class Shrinking {

    private final Predicate<Course> fails;
    private final long end;
    private Course course;

    Shrinking(Course course, int minutes, Predicate<Course> fails) {
        this.course = course;
        this.fails = fails;
        this.end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    }

    /** The shortest that was found in the time. */
    Course run() {
        by(Action::stream);
        by(it -> it.kind() + " " + it.target());
        by(it -> it);
        if (!course.faults().isEmpty() && fails.test(course.with(course.actions(), List.of()))) {
            return course.with(course.actions(), List.of());
        }
        return course.with(
                course.actions(),
                Shrinker.shrink(
                        course.faults(),
                        it -> fails.test(course.with(course.actions(), it)),
                        this::more));
    }

    private boolean more() {
        return System.nanoTime() < end;
    }

    /** Leaves out all that has the same key, or nothing of it. */
    private <K> void by(Function<Action, K> key) {
        List<K> keys = course.actions().stream().map(key).distinct().toList();
        List<K> needed = Shrinker.shrink(keys, it -> fails.test(only(key, it)), this::more);
        course = only(key, needed);
    }

    private <K> Course only(Function<Action, K> key, List<K> keys) {
        return course.with(
                course.actions().stream().filter(it -> keys.contains(key.apply(it))).toList(),
                course.faults());
    }
}
