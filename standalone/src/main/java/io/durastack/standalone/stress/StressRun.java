package io.durastack.standalone.stress;

import io.durastack.standalone.audit.Access;
import io.durastack.standalone.audit.Audit;
import io.durastack.standalone.audit.World;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.demo.DemoZone;
import io.durastack.standalone.part.StateFile;
import io.durastack.workflows.vm.CreateVm;
import io.durastack.workflows.vm.DeleteVm;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.Latency;
import io.durastack.workflows.zone.ZoneId;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One run, from an installation that answers to a result. */
public final class StressRun {

    private static final int VMS_PER_HOST = 200;
    private static final int FEWEST_HOSTS = 20;
    private static final int MOST_HOSTS = 999;
    private static final int HISTORIES = 20;
    private static final String POOL = "simulator";

    private final StressPlan plan;
    private final StateFile state;
    private final ApiClient api;
    private final Access access;
    private final PrintStream out;

    public StressRun(
            StressPlan plan, StateFile state, ApiClient api, Access access, PrintStream out) {
        this.plan = plan;
        this.state = state;
        this.api = api;
        this.access = access;
        this.out = out;
    }

    /** Does it all: zone, empty engine, creates, deletes, audit. */
    public StressResult run() throws InterruptedException {
        DemoZone.Shape shape = shape();
        new DemoZone(api, shape).ensure(made -> out.println("  + " + made));
        World world =
                new World(
                        access.engine(),
                        new ZoneId(
                                UUID.fromString(
                                        api.get("/v1/zones/" + shape.zone())
                                                .path("id")
                                                .asString())),
                        POOL);
        JdbcClient inventory = access.inventory();
        Map<String, @Nullable Object> before = Capacity.used(inventory);
        try (CpuMeter cpu = new CpuMeter(state)) {
            out.println("  the engine alone …");
            StressResult.EngineAlone engine = new EngineBench(access.engine(), cpu).measure(plan);
            SqlMeter sql = new SqlMeter(inventory);
            world.shape(
                    new FaultPlan(List.of(), plan.faultPercent(), plan.seed(), List.of()),
                    plan.latency());
            Wave created = create(cpu, sql, shape);
            Wave deleted = plan.delete() ? delete(cpu, sql, created) : Wave.NONE;
            world.shape(FaultPlan.NONE, Latency.NONE);
            Audit.Findings findings = new Audit(inventory, access.engine()).run();
            boolean back = !plan.delete() || before.equals(Capacity.used(inventory));
            return new Summary(plan, state, created, deleted)
                    .result(engine, events(created), findings, back);
        }
    }

    private DemoZone.Shape shape() {
        int hosts = Math.max(FEWEST_HOSTS, plan.vms() / VMS_PER_HOST + 1);
        return new DemoZone.Shape(
                "stress", "stress", "stress", 64, "stress-%03d", Math.min(MOST_HOSTS, hosts));
    }

    private Wave create(CpuMeter cpu, SqlMeter sql, DemoZone.Shape shape)
            throws InterruptedException {
        Requests requests = new Requests(api, plan.concurrency());
        return wave(
                CreateVm.KIND,
                "running",
                cpu,
                sql,
                plan.vms(),
                0,
                "CREATING",
                "RUNNING",
                number -> {
                    String name = String.format(Locale.ROOT, "%s-%05d", plan.run(), number);
                    return requests.create(
                            name,
                            Map.of(
                                    "name", name,
                                    "image", shape.image(),
                                    "offering", "small",
                                    "networks", List.of(shape.network()),
                                    "labels", Map.of("stress", plan.run())));
                });
    }

    private Wave delete(CpuMeter cpu, SqlMeter sql, Wave created) throws InterruptedException {
        List<Map.Entry<String, Outcomes.End>> vms =
                created.ends().entrySet().stream()
                        .filter(it -> it.getValue().state().equals("SUCCEEDED"))
                        .toList();
        int staying = created.ended("HELD");
        Requests requests = new Requests(api, plan.concurrency());
        return wave(
                DeleteVm.KIND,
                "deleted",
                cpu,
                sql,
                vms.size(),
                staying,
                "",
                "",
                number ->
                        requests.delete(
                                vms.get(number).getKey(), vms.get(number).getValue().resource()));
    }

    private Wave wave(
            String kind,
            String verb,
            CpuMeter cpu,
            SqlMeter sql,
            int count,
            int staying,
            String moving,
            String done,
            IntFunction<Requests.Sent> request)
            throws InterruptedException {
        Outcomes outcomes = new Outcomes(api, plan.run());
        Instant since = Instant.now();
        Killer killer =
                new Killer(state, kind.equals(CreateVm.KIND) ? plan.kill() : null, plan.vms(), out);
        sql.reset();
        cpu.reset();
        Waiting waiting = new Waiting(outcomes, kind, verb, since, out);
        CompletableFuture<Void> rest =
                CompletableFuture.runAsync(
                        () -> waiting.await(count, staying, moving, done, killer));
        List<Requests.Sent> sent = new Requests(api, plan.concurrency()).all(count, request);
        waiting.allSent();
        rest.join();
        CpuMeter.Reading used = cpu.read();
        return new Wave(
                sent,
                outcomes.ends(kind, since.minusSeconds(1)),
                used,
                sql.statements(),
                sql.transactions());
    }

    private double events(Wave created) {
        List<Requests.Sent> sample =
                created.sent().stream()
                        .filter(it -> !it.operation().isEmpty())
                        .limit(HISTORIES)
                        .toList();
        long events =
                sample.stream()
                        .mapToLong(
                                it -> historyLength("vm/" + it.resource() + "/" + it.operation()))
                        .sum();
        return Numbers.each(events, sample.size());
    }

    private long historyLength(String workflow) {
        return access.engine()
                .client()
                .getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(
                        DescribeWorkflowExecutionRequest.newBuilder()
                                .setNamespace("default")
                                .setExecution(
                                        WorkflowExecution.newBuilder().setWorkflowId(workflow))
                                .build())
                .getWorkflowExecutionInfo()
                .getHistoryLength();
    }
}
