package io.durastack.proof.api;

import static io.durastack.proof.stack.SimulatedZone.created;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {

    private final SimulatedZone zone = new SimulatedZone(2);
    private final RunningApplication dura = zone.dura();

    @BeforeAll
    void defineWhatDoesNotFit() {
        created(
                post(
                        "/v1/instance-offerings",
                        "{'name':'huge','cpus':1,'memoryBytes':274877906944,'rootBytes':2147483648}"));
    }

    @AfterAll
    void close() {
        zone.close();
    }

    private Answer post(String path, String json, String... headers) {
        return zone.post(path, json, headers);
    }

    @Test
    void a_vm_is_created_shown_and_deleted() {
        Answer created = post("/v1/vms", vm("web-1"), "Prefer", "wait=30");
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
        assertThat(created.text("/resource/state")).isEqualTo("RUNNING");
        assertThat(created.text("/resource/nics/0/addresses/0")).startsWith("10.0.0.");

        Answer operation = dura.get("/v1/operations/" + created.text("/operation/id"));
        assertThat(operation.text("/state")).isEqualTo("SUCCEEDED");
        assertThat(operation.json().at("/steps").size()).isEqualTo(3);
        assertThat(operation.text("/links/temporal"))
                .contains("/namespaces/default/workflows/vm%2F");

        Answer deleted = dura.delete("/v1/vms/web-1", "Prefer", "wait=30");
        assertThat(deleted.status()).as(deleted.json().toString()).isEqualTo(200);
        problem(dura.get("/v1/vms/web-1"), 404, "not_found");
    }

    @Test
    void an_accepted_vm_answers_202_with_its_operation() {
        Answer accepted = post("/v1/vms", vm("async-1"));
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("location")).startsWith("/v1/operations/");
        Answer ended =
                dura.send("GET", accepted.header("location"), null, Map.of("Prefer", "wait=30"));
        assertThat(ended.text("/state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void an_unknown_field_is_named() {
        Answer answer = post("/v1/zones", "{'name':'z','nmae':'y'}");
        problem(answer, 400, "unknown_field");
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/nmae");
    }

    @Test
    void a_wrong_type_is_named() {
        Answer answer =
                post(
                        "/v1/instance-offerings",
                        "{'name':'o','cpus':'many','memoryBytes':1,'rootBytes':1}");
        problem(answer, 400, "bad_request");
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/cpus");
    }

    @Test
    void an_offering_larger_than_any_host_says_which_filter_removed_how_many() {
        Answer answer =
                post(
                        "/v1/vms",
                        "{'name':'big','image':'debian','offering':'huge','networks':['net']}");
        problem(answer, 409, "no_capacity");
        assertThat(answer.text("/detail")).contains("2 hosts: 2 lack memory (largest free");
        assertThat(answer.json().at("/breakdown/lackMemory").asInt()).isEqualTo(2);
    }

    @Test
    void a_name_is_taken_once() {
        created(post("/v1/zones", "{'name':'twice'}"));
        problem(post("/v1/zones", "{'name':'twice'}"), 409, "name_taken");
    }

    @Test
    void one_key_stands_for_one_request() {
        Answer first = post("/v1/vms", vm("keyed"), "Idempotency-Key", "k1");
        Answer again = post("/v1/vms", vm("keyed"), "Idempotency-Key", "k1");
        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.headers()).containsEntry("idempotency-replayed", "true");
        assertThat(again.text("/operation/id")).isEqualTo(first.text("/operation/id"));
        problem(post("/v1/vms", vm("other"), "Idempotency-Key", "k1"), 422, "key_reused");
    }

    private void limitVms(String limit) {
        int _ = zone.inventory().sql("update project_usage set vms_limit = " + limit).update();
    }

    private long kept(String what) {
        return zone.inventory()
                .sql("select count(*) from " + what + " like 'quota-%'")
                .query(Long.class)
                .single();
    }

    @Test
    void creates_at_once_share_what_the_quota_has_and_the_others_leave_nothing() {
        limitVms("vms + 2");
        try {
            List<CompletableFuture<Answer>> creates =
                    IntStream.range(0, 8)
                            .mapToObj(number -> "quota-" + number)
                            .map(name ->
                                    CompletableFuture.supplyAsync(() ->
                                            post("/v1/vms", vm(name), "Idempotency-Key", name)))
                            .toList();
            Map<Integer, List<Answer>> answers =
                    creates.stream()
                            .map(CompletableFuture::join)
                            .collect(Collectors.groupingBy(Answer::status));

            assertThat(answers.get(202)).hasSize(2);
            assertThat(answers.get(409)).hasSize(6);
            answers.getOrDefault(409, List.of()).forEach(it -> problem(it, 409, "quota_exceeded"));
            assertThat(kept("vm where name")).isEqualTo(2);
            assertThat(kept("operation where resource_name")).isEqualTo(2);
            assertThat(kept("idempotency_key where key")).isEqualTo(2);
        } finally {
            limitVms("100000");
        }
        IntStream.range(0, 8)
                .mapToObj(number -> "quota-" + number)
                .forEach(name ->
                        assertThat(post("/v1/vms", vm(name), "Idempotency-Key", name).status())
                                .isEqualTo(202));
    }

    @Test
    void a_zone_in_use_is_not_deleted() {
        Answer answer = dura.delete("/v1/zones/sim-1");
        problem(answer, 409, "in_use");
        assertThat(answer.json().at("/breakdown/clusters").asInt()).isEqualTo(1);
    }

    @Test
    void a_protected_vm_is_not_deleted() {
        created(
                post(
                        "/v1/vms",
                        vm("guarded").replace("}", ",'deleteProtection':true}"),
                        "Prefer",
                        "wait=30"));
        problem(dura.delete("/v1/vms/guarded"), 409, "protected");
    }

    @Test
    void an_etag_guards_a_change() {
        created(post("/v1/zones", "{'name':'tagged'}"));
        problem(
                dura.patch("/v1/zones/tagged", "{\"description\":\"x\"}", "If-Match", "\"7\""),
                412,
                "etag_mismatch");
        Answer changed =
                dura.patch(
                        "/v1/zones/tagged", "{\"labels\":{\"env\":\"prod\"}}", "If-Match", "\"1\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("etag")).isEqualTo("\"2\"");
        assertThat(dura.get("/v1/zones?labels=env=prod").json().at("/items").size()).isEqualTo(1);
    }

    @Test
    void lists_go_on_where_the_page_before_ended() {
        for (int number = 0; number < 5; number++) {
            created(post("/v1/zones", "{'name':'page-" + number + "','labels':{'paged':'yes'}}"));
        }
        Answer first = dura.get("/v1/zones?labels=paged&limit=2&sort=-name&count=true");
        assertThat(first.json().at("/count").asInt()).isEqualTo(5);
        assertThat(first.text("/items/0/name")).isEqualTo("page-4");
        Answer second =
                dura.get("/v1/zones?labels=paged&limit=2&sort=-name&after=" + first.text("/next"));
        assertThat(second.text("/items/0/name")).isEqualTo("page-2");
        problem(dura.get("/v1/zones?colour=red"), 400, "bad_list");
    }

    @Test
    void without_a_token_nothing_is_answered_but_health() {
        problem(
                dura.send("GET", "/v1/zones", null, Map.of("Authorization", "Bearer dura_wrong")),
                401,
                "unauthenticated");
        assertThat(dura.send("GET", "/actuator/health", null, Map.of("Authorization", "")).status())
                .isEqualTo(200);
    }

    @Test
    void a_body_that_is_too_large_is_not_read() {
        problem(post("/v1/zones", "{'name':'" + "x".repeat(2_000_000) + "'}"), 413, "too_large");
    }

    @Test
    void what_cannot_be_an_id_names_nothing() {
        problem(dura.get("/v1/operations/nope"), 404, "not_found");
        problem(dura.get("/v1/events?resource=nope"), 400, "bad_request");
    }

    @Test
    void an_unknown_route_is_a_problem_too() {
        problem(dura.get("/v1/nothing"), 404, "no_such_route");
    }

    @Test
    void the_api_describes_itself() {
        Answer document = dura.get("/v3/api-docs");
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.text("/openapi")).startsWith("3.1");
    }
}
