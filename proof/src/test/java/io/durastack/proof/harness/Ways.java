package io.durastack.proof.harness;

import io.durastack.proof.stack.StepProbe.Call;
import io.durastack.proof.stack.StepProbe.Met;
import io.durastack.proof.stack.StepProbe.Way;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.operation.FinishOutcome;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ways in which a try of a step can go. */
final class Ways {

    private static final Executor THREADS =
            task -> {
                Thread _ = Thread.ofVirtual().start(task);
            };

    private Ways() {}

    /** Nothing happens, and the caller is told so. */
    static Way fails(FailureCode code) {
        return call -> {
            throw ordered(call, code);
        };
    }

    /** It happens, and the caller is told that it did not. */
    static Way losesItsAnswer(FailureCode code) {
        return call -> {
            Object _ = call.proceed();
            throw ordered(call, code);
        };
    }

    private static StepFailure ordered(Call call, FailureCode code) {
        return new StepFailure(code, call.met().step() + " failed, as it was ordered to");
    }

    /** Code meets something that it does not foresee. */
    static Way meetsABug() {
        return call -> {
            throw new IllegalStateException(call.met().step() + " met a bug, as it was ordered to");
        };
    }

    /** It happens, and happens again. */
    static Way twice() {
        return call -> {
            Object _ = call.proceed();
            return call.proceed();
        };
    }

    /** It happens twice, both at the same time. */
    static Way twiceAtOnce() {
        return call -> {
            CompletableFuture<@Nullable Object> other =
                    CompletableFuture.supplyAsync(call::proceed, THREADS);
            Object answer = call.proceed();
            try {
                Object _ = other.join();
            } catch (CompletionException failure) {
                throw failure.getCause() instanceof RuntimeException known ? known : failure;
            }
            return answer;
        };
    }

    /** It does not happen, and the caller is told that it did. */
    static Way isLeftOut(Consumer<Call> keep) {
        return call -> {
            keep.accept(call);
            return call.met().step().startsWith("Finish") ? FinishOutcome.DONE : null;
        };
    }

    /** It happens, and its answer is nothing, which no code foresees. */
    static Way answersNothing() {
        return call -> {
            Object _ = call.proceed();
            return null;
        };
    }

    /** It does not happen, and answers this. */
    static Way answers(Object answer) {
        return call -> answer;
    }

    /** Its host does not answer, and the time to try again is over. */
    static Way isGivenUp() {
        return call -> {
            throw ApplicationFailure.newNonRetryableFailure(
                    call.met().step() + " was given up, as it was ordered to",
                    FailureCode.HOST_UNREACHABLE.name());
        };
    }

    /** It happens, and can happen once more, much later. */
    static Way isKept(List<Call> keep) {
        return call -> {
            keep.add(call);
            return call.proceed();
        };
    }

    /** It happens, its answer is lost, and it can happen once more, much later. */
    static Way isKeptAndLosesItsAnswer(List<Call> keep) {
        return call -> {
            keep.add(call);
            return losesItsAnswer(FailureCode.HOST_REFUSED).pass(call);
        };
    }

    /** Somebody does something just before it. */
    static Way after(Consumer<Met> something) {
        return call -> {
            something.accept(call.met());
            return call.proceed();
        };
    }

    /** Somebody does something between its effect and its answer, whatever that is. */
    static Way before(Consumer<Met> something) {
        return call -> {
            try {
                return call.proceed();
            } finally {
                something.accept(call.met());
            }
        };
    }
}
