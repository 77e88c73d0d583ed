package io.durastack.standalone.crash;

import io.durastack.standalone.audit.Access;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.home.Size;
import io.durastack.standalone.part.StateFile;
import io.durastack.standalone.stress.Requests;
import io.durastack.workflows.engine.Builds;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Replaces one build of the orchestrators by another one while VMs are created: starts the new
 * beside the old, lets new runs go to it, waits until the old has none left, and stops it.
 */
public final class Upgrade {

    private static final int AT_ONCE = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final DuraHome home;
    private final StateFile state;
    private final ApiClient api;
    private final Access access;
    private final Builds builds;
    private final Consumer<String> told;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger switchedAt = new AtomicInteger();

    /**
     * Prepares it.
     *
     * @param told lines on what it does
     */
    public Upgrade(
            DuraHome home, StateFile state, ApiClient api, Access access, Consumer<String> told) {
        this.home = home;
        this.state = state;
        this.api = api;
        this.access = access;
        this.builds = new Builds(access.engine().client());
        this.told = told;
    }

    /**
     * Does it.
     *
     * @param creates how many VMs are created meanwhile at least, a third of them afterwards
     * @return what is not as it should be, a line each
     */
    public List<String> run(int creates) throws InterruptedException {
        OffsetDateTime began =
                access.inventory()
                        .sql("select clock_timestamp()")
                        .query(OffsetDateTime.class)
                        .single();
        String run = "crash-" + Long.toString(System.currentTimeMillis() / 1000, 36);
        try (EventTail events = EventTail.open(api)) {
            String from = events.place();
            CompletableFuture<Void> replaced = CompletableFuture.runAsync(() -> replace(run));
            List<Requests.Sent> sent = load(run, creates, replaced);
            replaced.join();
            List<String> differences = new ArrayList<>(new Rest(access.inventory(), state).await());
            List<Deed> deeds =
                    sent.stream()
                            .map(it ->
                                    new Deed(Deed.Kind.CREATE, it.name(), "", Deed.Twist.NONE, 0))
                            .toList();
            differences.addAll(new Verdict(access, began).differences(deeds, sent, events, from));
            Map<String, Integer> runs = new TreeMap<>();
            sent.forEach(it -> runs.merge(buildOf(it), 1, Integer::sum));
            runs.forEach((build, count) -> told.accept(count + " creates ran on build " + build));
            if (runs.size() != 2) {
                differences.add("two builds were to work side by side: " + runs);
            }
            return differences;
        }
    }

    /** Creates VMs, some at once, until enough were made before and after the change. */
    private List<Requests.Sent> load(String run, int creates, CompletableFuture<Void> replaced)
            throws InterruptedException {
        Requests requests = new Requests(api, AT_ONCE);
        AtomicInteger next = new AtomicInteger();
        Queue<Requests.Sent> sent = new ConcurrentLinkedQueue<>();
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int lane = 0; lane < AT_ONCE; lane++) {
                lanes.execute(() -> {
                    while (!enough(creates, replaced)) {
                        sent.add(created(requests, run + "-" + next.getAndIncrement()));
                    }
                });
            }
        }
        return List.copyOf(sent);
    }

    private boolean enough(int creates, CompletableFuture<Void> replaced) {
        boolean after = switchedAt.get() > 0 && answered.get() >= switchedAt.get() + creates / 3;
        return replaced.isCompletedExceptionally() || (after && answered.get() >= creates);
    }

    /** Sends a create and waits for its end, so that the load lasts as long as the creates do. */
    private Requests.Sent created(Requests requests, String name) {
        Requests.Sent sent = CrashRun.create(requests, name, Map.of("Prefer", "wait=60"));
        answered.incrementAndGet();
        return sent;
    }

    private void replace(String run) {
        Size size = home.size();
        String old = builds.known().flatMap(Builds.Known::current).orElseThrow();
        told.accept("starting build " + run + " beside " + old);
        List<String> both = new ArrayList<>(size.builds());
        both.add(run);
        home.size(size.builds(both));
        await("the new build to be served", () -> builds.served().contains(run));
        builds.makeCurrent(run, builds.known().orElseThrow());
        switchedAt.set(answered.get());
        told.accept("new runs go to " + run + ", after " + answered + " creates");
        await(
                old + " to have no runs left",
                () -> "DRAINED".equals(builds.known().map(it -> it.states().get(old)).orElse("")));
        told.accept(old + " has no runs left; stopping its workers");
        home.size(size.builds(List.of(run)));
        await(
                "the old workers to end",
                () ->
                        state.read().stream()
                                .anyMatch(it ->
                                        it.size().equals(home.size())
                                                && it.parts().stream()
                                                        .noneMatch(part ->
                                                                part.state().equals("STOPPING"))));
    }

    private static void await(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited ten minutes for " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private String buildOf(Requests.Sent create) {
        return access.engine()
                .client()
                .getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(
                        DescribeWorkflowExecutionRequest.newBuilder()
                                .setNamespace("default")
                                .setExecution(
                                        WorkflowExecution.newBuilder()
                                                .setWorkflowId(
                                                        "vm/"
                                                                + create.resource()
                                                                + "/"
                                                                + create.operation()))
                                .build())
                .getWorkflowExecutionInfo()
                .getVersioningInfo()
                .getDeploymentVersion()
                .getBuildId();
    }
}
