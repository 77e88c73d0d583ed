package io.durastack.workflows.operation;

import io.durastack.workflows.engine.SearchAttributes;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.FailureKind;
import io.durastack.workflows.failure.Failures;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.host.HostActivities;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.RemoveHost;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.hypervisor.RemoveDomain;
import io.durastack.workflows.image.ImageActivities;
import io.durastack.workflows.image.RemoveImage;
import io.durastack.workflows.network.NetworkActivities;
import io.durastack.workflows.network.RemoveNetwork;
import io.durastack.workflows.storage.RemoveFolder;
import io.durastack.workflows.storage.RemoveVolumes;
import io.durastack.workflows.storage.StorageActivities;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run of any operation has: its fence, its steps, and the ways it can close. A workflow
 * extends {@link ReversibleOperation} or {@link ForwardOperation}, not this.
 *
 * <pre>
 *   forward ──── finish ───────────────► SUCCEEDED
 *      │            │ cancelled before
 *      ✗ ───────────┴─► unwind ────────► ROLLED_BACK     (reversible only)
 *      │                   ✗
 *      └─ bug, or so asked ┴─► hold ───► HELD            (the run fails, red in the Web UI)
 *   a stale step, anywhere ────────────► the run closes, nothing else: somebody else has the operation
 * </pre>
 */
abstract sealed class RunningOperation permits ReversibleOperation, ForwardOperation {

    private final OperationRun run;
    private final StepLog log = new StepLog();
    private Fence fence;

    RunningOperation(OperationRun run) {
        this.run = run;
        this.fence = run.fence();
        Workflow.registerListener((StepsQuery) log::progress);
    }

    /** The run as it was started. */
    protected final OperationRun run() {
        return run;
    }

    /** What the next step has to carry. Another one once unwinding has begun. */
    protected final Fence fence() {
        return fence;
    }

    final void fence(Fence next) {
        fence = next;
    }

    /** The steps that have ended so far, for the summary that a finish stores. */
    protected final List<StepSummary> steps() {
        return log.steps();
    }

    final @Nullable String failedStep() {
        return log.failed();
    }

    /** A step in the inventory that decides something worth showing. */
    protected final <A, T> T inInventory(
            String name,
            Class<A> contract,
            Function<A, T> call,
            Function<T, @Nullable String> note) {
        return log.run(name, false, () -> call.apply(Steps.inventory(contract, name)), note);
    }

    /** A step on a host. */
    protected final <A, T> T onHost(
            String name, HostRef host, Class<A> contract, Function<A, T> call) {
        return onHost(name, host, run.policy(), contract, call);
    }

    /** A step on a host that can be done on another one instead, so it gives up sooner. */
    protected final <A, T> T onThisOrAnotherHost(
            String name, HostRef host, Class<A> contract, Function<A, T> call) {
        return onHost(name, host, run.policy().impatient(), contract, call);
    }

    /** A step on a host that may take hours, and reports its progress as it goes. */
    protected final <A, T> T onHostForLong(
            String name, HostRef host, Class<A> contract, Function<A, T> call) {
        return log.run(
                name,
                false,
                () -> call.apply(Steps.longHost(contract, name, host, run.policy())),
                result -> host.name());
    }

    private <A, T> T onHost(
            String name, HostRef host, StepPolicy policy, Class<A> contract, Function<A, T> call) {
        return log.run(
                name,
                false,
                () -> call.apply(Steps.host(contract, name, host, policy)),
                result -> host.name());
    }

    /**
     * Does the same for each of many, at the same time.
     *
     * @throws RuntimeException the first failure, when all have ended
     */
    protected static <T, R> List<R> sideBySide(Collection<T> all, Function<T, R> work) {
        return SideBySide.each(all, work);
    }

    /**
     * A step on each of many hosts, side by side, that can be made up for later: one that does not
     * answer is left out, and so is a busy one, and one that is a host no more.
     *
     * @param hostOf where each is to be done
     * @return the answers of those that were not left out, in their order
     * @throws RuntimeException the first other failure, when all have ended
     */
    protected final <T, A, R> List<R> whereTheyAnswer(
            String name,
            Collection<T> all,
            Function<T, HostRef> hostOf,
            Class<A> contract,
            BiFunction<A, T, R> call) {
        return sideBySide(
                        all,
                        one -> {
                            try {
                                return Optional.of(
                                        onThisOrAnotherHost(
                                                name,
                                                hostOf.apply(one),
                                                contract,
                                                it -> call.apply(it, one)));
                            } catch (ActivityFailure failure) {
                                if (!isLeftOut(failure)) {
                                    throw failure;
                                }
                                return Optional.<R>empty();
                            }
                        })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isLeftOut(ActivityFailure failure) {
        FailureCode code = Failures.code(Failures.toError(failure, null).code());
        return code.kind().silent()
                || code == FailureCode.HOST_LOST
                || code == FailureCode.HOST_UNKNOWN;
    }

    /** Takes one thing away from a host. */
    final void remove(Removal removal) {
        String name = removal.what().step();
        log.run(name, true, () -> removeNow(removal, name), result -> removal.host().name());
    }

    private boolean removeNow(Removal removal, String name) {
        HostRef host = removal.host();
        return switch (removal.what()) {
            case DOMAIN -> {
                Steps.undo(HypervisorActivities.class, name, host, run.policy())
                        .removeDomain(
                                new RemoveDomain(
                                        fence, host, Objects.requireNonNull(removal.vm())));
                yield true;
            }
            case VOLUMES -> {
                Steps.undo(StorageActivities.class, name, host, run.policy())
                        .removeVolumes(new RemoveVolumes(fence, host, removal.volumes()));
                yield true;
            }
            case IMAGE -> {
                Removal.Copy copy = Objects.requireNonNull(removal.image());
                Steps.undo(ImageActivities.class, name, host, run.policy())
                        .removeImage(new RemoveImage(fence, host, copy.id(), copy.sha256()));
                yield true;
            }
            case BRIDGE -> {
                Removal.Bridge bridge = Objects.requireNonNull(removal.bridge());
                Steps.undo(NetworkActivities.class, name, host, run.policy())
                        .removeNetwork(
                                new RemoveNetwork(fence, host, bridge.network(), bridge.name()));
                yield true;
            }
            case FOLDER -> {
                Removal.Folder folder = Objects.requireNonNull(removal.folder());
                Steps.undo(StorageActivities.class, name, host, run.policy())
                        .removeFolder(
                                new RemoveFolder(fence, host, folder.storage(), folder.path()));
                yield true;
            }
            case HOST -> {
                Steps.undo(HostActivities.class, name, host, run.policy())
                        .removeHost(new RemoveHost(fence, host));
                yield true;
            }
        };
    }

    /** The transaction that ends the operation; it is no step that people see. */
    protected final <A> FinishOutcome finish(Class<A> contract, Function<A, FinishOutcome> call) {
        return detached(() -> call.apply(Steps.inventory(contract, "finish")));
    }

    /**
     * Ends the run without an end of the operation. The row says HELD first; only then the run
     * fails, so that whoever sees the red run finds the reason in the row. A crash in between
     * leaves a held row and an open run that fails when it is taken up again.
     */
    final ApplicationFailure held(StepError reason) {
        detached(() -> {
            Steps.inventory(OperationActivities.class, "hold")
                    .hold(new HoldOperation(fence, reason, log.steps()));
            return true;
        });
        letBeSearchedBy("HELD");
        return ApplicationFailure.newNonRetryableFailure(
                reason.message() + " " + reason.detail(), "HELD");
    }

    /**
     * Runs with no cancellation from outside: neither a finish nor a rollback may be cut in the
     * middle.
     */
    static <T> T detached(Supplier<T> work) {
        AtomicReference<@Nullable T> result = new AtomicReference<>();
        CancellationScope scope =
                Workflow.newDetachedCancellationScope(() -> result.set(work.get()));
        scope.run();
        return Objects.requireNonNull(result.get());
    }

    /**
     * A run with its bugs caught. What escapes as a {@link RuntimeException} is a fault of the
     * workflow's own code: held, never unwound, for broken code must not tear down what is healthy.
     * An {@link Error} is never caught: the engine uses them to take a run out of memory.
     */
    static OperationResult guarded(RunningOperation operation, Supplier<OperationResult> body) {
        OperationResult result = caught(operation, body);
        if (!result.succeeded()) {
            letBeSearchedBy(result.end());
        }
        return result;
    }

    /**
     * What is no success can be searched for in the Web UI, where a rollback is as green as a
     * success. A run of a build that did not do this yet has no such command, and is replayed
     * without.
     */
    private static void letBeSearchedBy(String end) {
        detached(() -> {
            if (Workflow.getVersion("an end to search by", Workflow.DEFAULT_VERSION, 1) == 1) {
                Workflow.upsertTypedSearchAttributes(SearchAttributes.END.valueSet(end));
            }
            return true;
        });
    }

    private static OperationResult caught(
            RunningOperation operation, Supplier<OperationResult> body) {
        try {
            return body.get();
        } catch (TemporalFailure failure) {
            if (operation.isStale(failure)) {
                return OperationResult.superseded();
            }
            throw failure;
        } catch (RuntimeException bug) {
            throw operation.held(
                    StepError.of(FailureCode.BUG, bug.toString(), operation.failedStep()));
        }
    }

    /**
     * Whether a step on a host ended without anybody knowing what the host did, or nobody will ever
     * know as the host is lost.
     */
    protected final boolean isSilent(TemporalFailure failure) {
        FailureCode code = Failures.code(Failures.toError(failure, null).code());
        return code == FailureCode.HOST_LOST
                || code.kind() == FailureKind.UNREACHABLE
                || code.kind() == FailureKind.TIMEOUT;
    }

    final boolean isStale(TemporalFailure failure) {
        return kindOf(failure) == FailureKind.STALE;
    }

    final FailureKind kindOf(TemporalFailure failure) {
        return Failures.code(Failures.toError(failure, null).code()).kind();
    }
}
