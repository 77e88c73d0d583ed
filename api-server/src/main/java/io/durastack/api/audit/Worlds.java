package io.durastack.api.audit;

import io.durastack.api.dispatch.WorldAsker;
import io.durastack.api.problem.ApiProblem;
import io.durastack.inventory.audit.AuditRows;
import io.durastack.inventory.audit.AuditedHost;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.world.ListWorld;
import io.durastack.workflows.world.WorldListing;
import io.durastack.workflows.world.WorldQuery;
import io.durastack.workflows.zone.ZoneId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Asks the worlds, host by host, as all that a zone holds would not fit into one answer. A few at
 * once, and each for a while only: one that is silent is told as silent.
 */
final class Worlds {

    private static final int AT_ONCE = 12;

    /** Longer than a host takes to list thousands of things, shorter than somebody waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WorldAsker asker;

    Worlds(WorldAsker asker) {
        this.asker = asker;
    }

    /**
     * Looks at these hosts.
     *
     * @param silent gets those that did not answer
     */
    Look look(Collection<AuditedHost> hosts, List<AuditedHost> silent) {
        Look look = new Look();
        List<AuditedHost> asked = List.copyOf(hosts);
        List<Optional<WorldListing>> answers =
                all(
                        asked.stream()
                                .<Callable<WorldListing>>map(host -> () -> listing(host))
                                .toList());
        for (int index = 0; index < asked.size(); index++) {
            AuditedHost host = asked.get(index);
            answers.get(index)
                    .ifPresentOrElse(
                            listing -> look.answered(host, listing), () -> silent.add(host));
        }
        return look;
    }

    private static <T> List<Optional<T>> all(List<Callable<T>> questions) {
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> asked =
                    questions.stream()
                            .map(question -> threads.submit(() -> inTurn(places, question)))
                            .toList();
            List<Optional<T>> answers = new ArrayList<>();
            for (Future<T> future : asked) {
                answers.add(answer(future));
            }
            return answers;
        }
    }

    private static <T> T inTurn(Semaphore places, Callable<T> question) throws Exception {
        places.acquire();
        try {
            return question.call();
        } finally {
            places.release();
        }
    }

    private static <T> Optional<T> answer(Future<T> future) {
        try {
            return Optional.of(future.get());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ApiProblem) {
                return Optional.empty();
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What one host holds. */
    WorldListing listing(AuditedHost host) {
        return list(new WorldQuery(new ZoneId(host.zone()), host.pool(), new HostId(host.id())));
    }

    /** The hosts that a world knows by itself. */
    List<WorldListing.Host> hosts(AuditRows.World world) {
        return list(new WorldQuery(new ZoneId(world.zone()), world.pool(), null)).hosts();
    }

    private WorldListing list(WorldQuery query) {
        return asker.ask(PATIENCE, ListWorld.KIND, WorldListing.class, query);
    }
}
