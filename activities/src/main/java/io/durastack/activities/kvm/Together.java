package io.durastack.activities.kvm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does independent things of one step side by side. All of them end before it returns: a step that
 * reported a failure is not still working in the background.
 */
final class Together {

    private Together() {}

    /** Throws what the first of them in the list that failed has thrown. */
    static void run(List<Runnable> tasks) {
        if (tasks.size() == 1) {
            tasks.getFirst().run();
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(threads.submit(task)));
            RuntimeException first = null;
            for (Future<?> one : running) {
                RuntimeException failure = failureOf(one);
                first = first == null ? failure : first;
            }
            if (first != null) {
                throw first;
            }
        }
    }

    private static @org.jspecify.annotations.Nullable RuntimeException failureOf(Future<?> task) {
        try {
            task.get();
            return null;
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new IllegalStateException(interrupted);
        }
    }
}
