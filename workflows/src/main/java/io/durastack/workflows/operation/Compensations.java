package io.durastack.workflows.operation;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.FailureKind;
import io.durastack.workflows.failure.Failures;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.vm.VmId;
import io.temporal.failure.TemporalFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be taken away again, last in first out.
 *
 * <p>A removal is registered <em>before</em> the step that makes what it removes. The step may have
 * done its work although its answer was lost, so there is no moment at which something can exist
 * that nobody would remove; a removal of what is not there is harmless.
 *
 * <pre>
 *   register volumes ─ make volumes ─ register domain ─ start domain ─ ✗
 *                                     remove domain ◄───────────────────┘
 *   remove volumes ◄──────┘
 * </pre>
 *
 * <p>Each removal has the whole patience of the operation's policy. When it is used up:
 *
 * <ul>
 *   <li>the host does not answer, or not in time: the removal becomes a <em>debt</em>, to be paid
 *       when the host is back;
 *   <li>anything else: it is <em>stuck</em>, and the operation will be held for a person.
 * </ul>
 *
 * <p>In both cases the others go on, so that as little as possible is left; except for what a guest
 * may still use. As long as it is not proven that the domain is gone, its volumes stay where they
 * are and share its fate. What only others use goes at last, all of it at the same time.
 *
 * <p>The caller runs this detached from cancellation: nobody can cancel a rollback.
 */
final class Compensations {

    private final Deque<Removal> registered = new ArrayDeque<>();

    /** Does one removal, with all its tries. */
    @FunctionalInterface
    interface Remover {

        void remove(Removal removal);
    }

    /**
     * @param debts what is owed to hosts that did not answer
     * @param stuck the first removal that failed otherwise; null when there was none
     */
    record Outcome(List<Debt> debts, @Nullable StepError stuck) {}

    /** To be called before the step that makes what the removal takes away. */
    void register(Removal removal) {
        registered.push(removal);
    }

    /**
     * To be called once the removal stands as a debt: from there on it is paid, not compensated.
     */
    void forget(Removal removal) {
        registered.remove(removal);
    }

    /** Whether this was registered. */
    boolean contains(Removal removal) {
        return registered.contains(removal);
    }

    /** Forgets all, and registers these in their order. */
    void replaceWith(List<Removal> removals) {
        registered.clear();
        removals.forEach(this::register);
    }

    /**
     * Removes everything that was registered.
     *
     * @throws TemporalFailure a stale step: somebody else has taken the operation over, nothing
     *     more may be done
     */
    Outcome removeAll(Remover remover) {
        Failed failed = new Failed();
        Set<VmId> mayRun = new HashSet<>();
        for (Removal removal : registered) {
            if (removal.what().goesLast()) {
                continue;
            }
            StepError failure =
                    mayRun.contains(removal.vm())
                            ? failed.reasonOf(removal)
                            : attempt(remover, removal);
            if (failure != null && removal.what() == Removal.What.DOMAIN) {
                mayRun.add(Objects.requireNonNull(removal.vm()));
            }
            failed.note(removal, failure);
        }
        List<Removal> atLast =
                registered.stream()
                        .filter(removal -> removal.what().goesLast())
                        .toList()
                        .reversed();
        List<Optional<StepError>> ends =
                SideBySide.each(atLast, removal -> Optional.ofNullable(attempt(remover, removal)));
        for (int each = 0; each < atLast.size(); each++) {
            failed.note(atLast.get(each), ends.get(each).orElse(null));
        }
        return failed.outcome();
    }

    private static @Nullable StepError attempt(Remover remover, Removal removal) {
        try {
            remover.remove(removal);
            return null;
        } catch (TemporalFailure failure) {
            StepError error = Failures.toError(failure, removal.what().step());
            if (Failures.code(error.code()).kind() == FailureKind.STALE) {
                throw failure;
            }
            return error;
        }
    }

    /** What could not be removed. */
    private static final class Failed {

        private final List<Debt> debts = new ArrayList<>();
        private @Nullable StepError stuck;

        void note(Removal removal, @Nullable StepError failure) {
            if (failure == null) {
                return;
            }
            if (Failures.code(failure.code()).kind().silent()) {
                debts.add(new Debt(removal, failure));
            } else if (stuck == null) {
                stuck = failure;
            }
        }

        /**
         * Why the volumes of a guest that may still run cannot go: for the reason that its domain
         * could not.
         */
        StepError reasonOf(Removal removal) {
            return debts.stream()
                    .filter(debt -> Objects.equals(debt.removal().vm(), removal.vm()))
                    .map(Debt::reason)
                    .findFirst()
                    .orElseGet(() ->
                            StepError.of(
                                    FailureCode.HOST_REFUSED,
                                    "its domain could not be removed",
                                    removal.what().step()));
        }

        Outcome outcome() {
            return new Outcome(List.copyOf(debts), stuck);
        }
    }
}
