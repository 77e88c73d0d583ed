package io.durastack.workflows.operation;

import io.durastack.workflows.failure.FailureKind;
import io.durastack.workflows.failure.Failures;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The same for each of many, at the same time. */
final class SideBySide {

    /**
     * So many at once: the engine refuses a run with more than 2,000 activities that have not ended
     * ({@code limit.numPendingActivities.error}).
     */
    private static final int AT_ONCE = 500;

    private SideBySide() {}

    /**
     * Answers in the order of what was given. All of a batch have ended when one has failed, or are
     * cancelled: a rollback that comes after waits for none of them.
     *
     * @throws RuntimeException the first failure; before all others one of the workflow's own code,
     *     or that a later run has taken over: a refusal must not hide it
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
        List<RuntimeException> failures = new ArrayList<>();
        for (Promise<R> one : begun) {
            try {
                answers.add(one.get());
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        failures.stream().filter(SideBySide::comesFirst).findFirst().ifPresent(SideBySide::fail);
        failures.stream().findFirst().ifPresent(SideBySide::fail);
    }

    private static boolean comesFirst(RuntimeException failure) {
        if (!(failure instanceof TemporalFailure known)) {
            return true;
        }
        FailureKind kind = Failures.code(Failures.toError(known, null).code()).kind();
        return kind == FailureKind.STALE || kind == FailureKind.BUG;
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }
}
