package io.durastack.workflows.operation;

import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The same for each of many, at the same time. */
final class SideBySide {

    /**
     * So many at once: the engine refuses a run with more than 2,000 activities that have not ended
     * ({@code limit.numPendingActivities.error}).
     */
    private static final int AT_ONCE = 500;

    private SideBySide() {}

    /**
     * Answers in the order of what was given. All of a batch have ended when one has failed: what
     * comes after, a rollback perhaps, meets nothing that is still under way.
     *
     * @throws RuntimeException the first failure
     */
    static <T, R> List<R> each(Collection<T> all, Function<T, R> work) {
        List<T> items = List.copyOf(all);
        List<R> answers = new ArrayList<>();
        for (int from = 0; from < items.size(); from += AT_ONCE) {
            batch(items.subList(from, Math.min(items.size(), from + AT_ONCE)), work, answers);
        }
        return List.copyOf(answers);
    }

    private static <T, R> void batch(List<T> items, Function<T, R> work, List<R> answers) {
        List<Promise<R>> begun =
                items.stream().map(item -> Async.function(() -> work.apply(item))).toList();
        @Nullable RuntimeException first = null;
        for (Promise<R> one : begun) {
            try {
                answers.add(one.get());
            } catch (RuntimeException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
